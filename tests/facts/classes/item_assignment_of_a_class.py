class Store:
    def __init__(self):
        self.values = {}

    def __setitem__(self, key, value):
        self.values[key] = value


store = Store()
store["lr"] = 0.1
# fact: store.values = {'lr': 0.1}
