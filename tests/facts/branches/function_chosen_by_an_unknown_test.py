import os


def small():
    return 16


def large():
    return 256


build = small if os.path.exists("small") else large
# fact: build() = 16 or 256
