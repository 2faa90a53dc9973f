pairs = [("a", 1), ("b", 2)]
names, numbers = zip(*pairs)
# fact: names = ('a', 'b')
# fact: numbers = (1, 2)
