def doubled(numbers):
    seen = []
    for number in numbers:
        seen.append(number)
        yield 2 * number, len(seen)


for number, count in doubled([3, 4]):
    last = number
# fact: last = 8
# fact: count = 2
