rate = float(input("learning rate: "))
# fact: rate = unknown (call of float)
