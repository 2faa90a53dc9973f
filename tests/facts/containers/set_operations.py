train, test = {1, 2, 3}, {3, 4}
# fact: train & test = {3}
# fact: train - test = {1, 2}
# fact: len(train | test) = 4
