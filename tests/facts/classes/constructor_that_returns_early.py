import os


class Net:
    def __init__(self):
        self.rate = 0.1
        if os.path.exists("a"):
            return
        self.rate = 0.5


# fact: Net().rate = 0.1 or 0.5
