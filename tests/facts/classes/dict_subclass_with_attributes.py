class Config(dict):
    def __getattr__(self, name):
        return self[name]


config = Config(rate=0.1)
# fact: config.rate = 0.1
