rate: float = 0.1
epochs: int
# fact: rate = 0.1
