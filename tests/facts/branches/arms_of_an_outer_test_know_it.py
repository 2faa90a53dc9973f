import os

wide = os.path.exists("wide")


def units():
    return 64 if wide else 8


if wide:
    # fact: units() = 64
    value = units()
else:
    # fact: units() = 8
    value = units()
# fact: value = 64 or 8
