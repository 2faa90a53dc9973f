MODELS = {}


def register(name):
    def add(cls):
        MODELS[name] = cls
        cls.registered = name
        return cls

    return add


@register("small")
class Small:
    units = 8


# fact: MODELS["small"]().units = 8
# fact: Small.registered = 'small'
