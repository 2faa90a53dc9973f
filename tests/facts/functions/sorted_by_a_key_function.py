names = ["conv", "a", "fc"]
# fact: sorted(names, key=len) = ['a', 'fc', 'conv']
