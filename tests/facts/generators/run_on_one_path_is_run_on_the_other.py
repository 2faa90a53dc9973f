import sys

seen = []


def numbers(n):
    for i in range(n):
        seen.append(i)
        yield i


made = numbers(2)
if len(sys.argv) > 1:
    sum(made)
sum(made)
left = list(made)
# fact: seen = [0, 1] or list of unknown contents
# fact: left = list of unknown contents
