# fact: sum([1, 2], 10) = 13
