def stack(first, *rest, name="net"):
    # fact: rest = (32, 16)
    return len(rest)


# fact: stack(64, 32, 16) = 2
