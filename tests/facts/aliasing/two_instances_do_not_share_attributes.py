class Settings:
    def __init__(self):
        self.layers = []


first, second = Settings(), Settings()
first.layers.append(64)
# fact: first.layers = [64]
# fact: second.layers = []
