class A:
    def name(self):
        return "a"


class B(A):
    def name(self):
        return "b" + super().name()


class C(B):
    def name(self):
        return "c" + super().name()


# fact: C().name() = 'cba'
