class Net:
    def __init__(self):
        self.__rate = 0.1

    def rate(self):
        return self.__rate


# fact: Net().rate() = 0.1
