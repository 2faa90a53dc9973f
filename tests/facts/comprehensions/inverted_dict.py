index = {"cat": 0, "dog": 1}
names = {number: name for name, number in index.items()}
# fact: names[1] = 'dog'
