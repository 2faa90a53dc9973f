class Counted:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Counted
def rate(base):
    return base * 2


rate(1)
# fact: rate(2) = 4
# fact: rate.calls = 2
