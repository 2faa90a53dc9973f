# fact: (2, 4) >= (2, 0) = True
