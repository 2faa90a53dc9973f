first = [1]
second = first
third = [1]
# fact: first is second = True
# fact: first is third = False
# fact: first == third = True
