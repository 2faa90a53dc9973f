def loss(classes):
    if classes > 2:
        return "categorical"
    else:
        return "binary"
    classes = 0  # fact: never


# fact: loss(2) = 'binary'
