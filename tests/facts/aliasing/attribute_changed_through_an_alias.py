class Settings:
    pass


first = Settings()
first.lr = 0.1
second = first
second.lr = 0.5
# fact: first.lr = 0.5
