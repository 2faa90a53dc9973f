import os


def rate(units):
    return units / 100


if os.path.exists("wide"):
    value = rate(64)
else:
    value = rate(8)
# fact: value = 0.64 or 0.08
