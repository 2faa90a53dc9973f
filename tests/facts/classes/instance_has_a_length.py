class Data:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)


# fact: len(Data([1, 2, 3])) = 3
