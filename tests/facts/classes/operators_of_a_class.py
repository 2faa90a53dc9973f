class Rate:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Rate(self.value + other.value)

    def __eq__(self, other):
        return self.value == other.value


total = Rate(1) + Rate(2)
# fact: total.value = 3
# fact: Rate(1) == Rate(1) = True
