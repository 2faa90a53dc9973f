import os


class Config:
    def __init__(self):
        self.lr = 0.1


config = Config()
if os.path.exists("slow"):
    config.lr = 0.01
config.lr *= 10
# fact: config.lr = 0.1 or 1.0
