def deepest(layers):
    if len(layers) == 1:
        return layers[0]
    return deepest(layers[1:])


# fact: deepest([64, 32, 16]) = unknown (recursion)
