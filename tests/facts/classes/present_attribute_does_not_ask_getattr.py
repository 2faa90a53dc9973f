class Config:
    def __init__(self):
        self.rate = 0.5

    def __getattr__(self, name):
        return 0.1


# fact: Config().rate = 0.5
# fact: Config().other = 0.1
