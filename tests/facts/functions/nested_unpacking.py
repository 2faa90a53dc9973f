(a, b), [c, *d] = (1, 2), "xyz"
# fact: (a, b, c) = (1, 2, 'x')
# fact: d = ['y', 'z']
