from elsewhere import names

pairs = [(name, 3) for name in names]
texts, numbers = zip(*pairs)
# fact: numbers[7] = 3
single, *_ = zip(*names)
# fact: single = unknown (call of zip)
