# fact: round(2.5) = 2
# fact: round(3.14159, 2) = 3.14
