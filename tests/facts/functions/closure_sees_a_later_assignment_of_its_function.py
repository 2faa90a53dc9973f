def build():
    def show():
        return units

    units = 32
    return show()


# fact: build() = 32
