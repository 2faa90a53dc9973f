import sys

taken = []


def numbers(n, log):
    for i in range(n):
        log.append(i)
        yield i


def logged():
    log = []
    return log, numbers(len(sys.argv), log)


one, made = logged()
tuple(made)
two, made = logged()
[*made]
three, made = logged()
next(made, 9)
four, made = logged()
taken.extend(made)
five, made = logged()
print(*made)
six, made = logged()
taken[0:1] = made
# fact: one = list of unknown contents
# fact: two = list of unknown contents
# fact: three = list of unknown contents
# fact: four = list of unknown contents
# fact: five = list of unknown contents
# fact: six = list of unknown contents
