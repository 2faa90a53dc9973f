registry = {}


def register(function):
    registry["build"] = function
    return function


@register
def build():
    return 64


# fact: build() = 64
# fact: registry["build"]() = 64
