class Net:
    made = 0

    def __init__(self):
        Net.made += 1


Net(), Net()
# fact: Net.made = 2
