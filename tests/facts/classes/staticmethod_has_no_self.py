class Net:
    @staticmethod
    def width(level):
        return 2**level


# fact: Net.width(3) = 8
# fact: Net().width(4) = 16
