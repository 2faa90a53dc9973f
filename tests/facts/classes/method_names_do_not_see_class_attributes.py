class Net:
    rate = 0.1

    def scaled(self):
        return rate


rate = 5
# fact: Net().scaled() = 5
