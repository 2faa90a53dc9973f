# fact: 5 & 3 = 1
# fact: 5 | 3 = 7
# fact: 1 << 4 = 16
# fact: ~5 = -6
