def build(level):
    return [level] if level == 0 else [level] + build(level - 1)


# fact: build(1) = [1, 0]
