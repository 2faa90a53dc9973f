def build():
    return width() * 2


def width():
    return 32


# fact: build() = 64
