def maker():
    units = 8

    def read():
        return units

    def write(value):
        nonlocal units
        units = value

    return read, write


read, write = maker()
first = read()
write(16)
second = read()
# fact: (first, second) = (8, 16)
