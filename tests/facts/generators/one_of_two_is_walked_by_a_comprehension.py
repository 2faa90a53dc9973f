import sys

seen = []


def numbers(n):
    for i in range(n):
        seen.append(i)
        yield i


made = numbers(3)
count = sum(1 for i in made)
if len(sys.argv) > 1:
    made = numbers(3)
count = sum(1 for i in made)
# fact: count = unknown (call of sum)
# fact: seen = list of unknown contents
