class Data:
    def __getitem__(self, index):
        return index * 10


data = Data()
# fact: data[3] = 30
