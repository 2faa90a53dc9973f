index = {name: place for place, name in enumerate(["cat", "dog"])}
# fact: index = {'cat': 0, 'dog': 1}
