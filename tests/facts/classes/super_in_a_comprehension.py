"""`super()` in a comprehension belongs to the method around it; given a class, it begins behind that one."""


class First:
    def units(self):
        return 1


class Second(First):
    def units(self):
        return 2


class Third(Second):
    def units(self):
        return [super(Third, self).units() for _ in range(2)]

    def of_the_first(self):
        return super(Second, self).units()


# fact: Third().units() = [2, 2]
# fact: Third().of_the_first() = 1
