class Trainer:
    class Options:
        rate = 0.1

    def __init__(self):
        self.options = self.Options()


# fact: Trainer.Options.rate = 0.1
# fact: Trainer().options.rate = 0.1
