units = [64, 32, 16]
head = units[:2]
head.append(8)
# fact: units = [64, 32, 16]
# fact: head = [64, 32, 8]
