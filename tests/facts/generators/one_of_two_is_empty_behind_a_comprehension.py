import sys


def numbers(n):
    for i in range(n):
        yield i


made = numbers(2)
if len(sys.argv) > 1:
    made = numbers(3)
count = sum(1 for i in made)
left = sum(made)
# fact: left = unknown (call of sum) or unknown (call of sum)
