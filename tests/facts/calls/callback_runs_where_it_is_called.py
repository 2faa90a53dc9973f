rate = 0.1
seen = []


def later(function):
    global rate
    rate = 0.2
    function()


later(lambda: seen.append(rate))
# fact: seen = [0.2]
