import os


def rate(units):
    if units > 32:
        return "large"
    return "small"


units = 64 if os.path.exists("wide") else 8
size = rate(units)
# fact: size = 'large' or 'small'
if size == "large":
    # fact: units = 64
    pass
