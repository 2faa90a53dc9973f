import sys


def stop(message):
    print(message)
    sys.exit(1)


stop("no data")
rate = 0.1  # fact: never
