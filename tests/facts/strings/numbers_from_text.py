# fact: float("1e-3") = 0.001
# fact: int("0x10", 16) = 16
# fact: int(3.9) = 3
# fact: str(0.1) = '0.1'
