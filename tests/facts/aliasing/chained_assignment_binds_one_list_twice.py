train = test = []
train.append("a.png")
# fact: test = ['a.png']
