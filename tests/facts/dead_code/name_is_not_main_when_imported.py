if __name__ != "__main__":
    rate = 0.5  # fact: never
rate = 0.1
# fact: rate = 0.1
