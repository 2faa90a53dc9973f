class Config:
    def __init__(self):
        self.values = {"rate": 0.1}

    def __getattr__(self, name):
        return self.values[name]


config = Config()
# fact: config.rate = 0.1
