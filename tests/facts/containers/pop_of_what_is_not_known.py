import loading

stack = loading.stack()
table = loading.table()
last = stack.pop()  # fact: last = unknown (call of array.pop)
first = stack.pop(0)  # fact: first = unknown (call of array.pop)
rate = table.pop("rate", 0.1)  # fact: rate = unknown (call of array.pop)
prices = table.pop("price")  # fact: prices.rows = #1
# fact: table = unknown (own module loading)
