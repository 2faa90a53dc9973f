from own import first, parts, sure


class Box:
    def __init__(self):
        self.held = []
        self.held.extend(parts())

    @property
    def last(self):
        return self.held[-1]


a = [1, 2]
a.extend(parts())
a.append(3)
a.append(4)
# fact: a[-1] = 4
b = a
b.append(5)
# fact: a[-1] = 5
a.extend(parts())
# fact: a[-1] = unknown (an item of an unknown list) or 3 or 4 or 5 or unknown (an item of an unknown iterable)
a.append(6)
a.sort()
# fact: a[-1] = unknown (an item of an unknown list)
a.append(7)
a[-1] = 8
# fact: a[-1] = unknown (an item of an unknown list) or 7 or 8
a.append(9)
a.pop()
# fact: a[-1] = unknown (an item of an unknown list)
a.append(10)
first(a)
# fact: a[-1] = unknown (passed to something unknown)
box = Box()
box.held.append("head")
# fact: box.last = 'head'
for each in parts():
    box.held.append(each)
# fact: box.last = 'head' or unknown (changes in a loop) or unknown (an item of an unknown iterable)
box.held.append(1)
if sure():
    box.held.append(2)
# fact: box.last = 2 or 1
