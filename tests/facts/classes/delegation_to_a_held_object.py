class Inner:
    rate = 0.1


class Outer:
    def __init__(self):
        self.inner = Inner()

    def __getattr__(self, name):
        return getattr(self.inner, name)


# fact: Outer().rate = 0.1
