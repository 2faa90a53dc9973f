names = ["conv"]
shown = names
names += ["pool", "dense"]
# fact: shown = ['conv', 'pool', 'dense']
