names = ["conv"]
shown = names
names = names + ["pool"]
# fact: names = ['conv', 'pool']
# fact: shown = ['conv']
