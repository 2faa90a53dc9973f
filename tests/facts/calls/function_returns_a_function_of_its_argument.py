def chosen(name):
    def small():
        return 8

    def large():
        return 64

    return small if name == "small" else large


# fact: chosen("small")() = 8
# fact: chosen("other")() = 64
