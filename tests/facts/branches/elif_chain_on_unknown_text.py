name = input()
if name == "sgd":
    rate = 0.1
elif name == "adam":
    rate = 0.001
else:
    rate = 0.01
# fact: rate = 0.1 or 0.001 or 0.01
