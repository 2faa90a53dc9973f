labels = ["cat", "dog", "cat"]
# fact: len(set(labels)) = 2
