class Total:
    def __init__(self, value=0):
        self.value = value

    def __iadd__(self, other):
        self.value += other
        return self


total = alias = Total()
total += 5
# fact: (total.value, alias.value) = (5, 5)
