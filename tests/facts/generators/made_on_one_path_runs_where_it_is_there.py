import sys

seen = []


def numbers(n):
    for i in range(n):
        seen.append(i)
        yield i


if len(sys.argv) > 1:
    made = numbers(2)

total = sum(made)
# fact: total = 1
# fact: seen = [0, 1]
