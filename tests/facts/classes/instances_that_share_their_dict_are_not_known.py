class Shared:
    state = {}

    def __init__(self):
        self.__dict__ = self.state


first, second = Shared(), Shared()
first.rate = 0.1
second.rate = 0.5
if first.rate > 0.2:
    rate = 1.0
else:
    rate = 2.0
# fact: rate = 1.0 or 2.0
