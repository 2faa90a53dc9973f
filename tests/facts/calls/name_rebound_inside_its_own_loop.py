def double(value):
    return value * 2


value = 1
for _ in range(5):
    value = double(value)
# fact: value = 32
