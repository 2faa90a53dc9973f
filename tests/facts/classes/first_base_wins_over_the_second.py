class Small:
    units = 8


class Large:
    units = 256


class Net(Small, Large):
    pass


# fact: Net.units = 8
