class Store:
    def __contains__(self, key):
        return key == "lr"


# fact: "lr" in Store() = True
