rate = 1.0
while True:
    rate = 0.01
    break
# fact: rate = 0.01
