def pair():
    value = 0

    def put(number):
        nonlocal value
        value = number

    def get():
        return value

    return put, get


put, get = pair()
put(5)
# fact: get() = 5
