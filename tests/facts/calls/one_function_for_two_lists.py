def last(items):
    items.append("end")
    return items[0]


first, second = ["a"], ["b"]
# fact: last(first) + last(second) = 'ab'
# fact: first = ['a', 'end']
# fact: second = ['b', 'end']
