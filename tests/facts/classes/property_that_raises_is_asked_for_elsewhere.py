class Net:
    @property
    def rate(self):
        raise AttributeError("rate")

    def __getattr__(self, name):
        return 0.5


# fact: Net().rate = unknown (the property rate raises)
