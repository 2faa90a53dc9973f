class Rate:
    def __get__(self, owner, cls):
        return 0.5


class Net:
    rate = Rate()


# fact: Net().rate = 0.5
# fact: Net.rate = 0.5
