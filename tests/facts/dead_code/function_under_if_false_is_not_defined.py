if False:

    def rate():
        return 0.5  # fact: never


rate = 0.1
# fact: rate = 0.1
