size = int(input())
# fact: 0 < size < 10 = unknown (comparison)
# fact: size == 3 = unknown (comparison)
