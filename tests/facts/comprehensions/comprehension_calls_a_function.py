def width(level):
    return 64 // 2**level


widths = [width(level) for level in range(3)]
# fact: widths = [64, 32, 16]
