# fact: True + True = 2
# fact: int(True) = 1
# fact: bool(0.0) = False
