class Countdown:
    def __init__(self):
        self.left = 3

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left == 0:
            raise StopIteration
        return self.left


countdown = Countdown()
for _ in countdown:
    pass
# fact: countdown.left == 3 = unknown (comparison) or unknown (comparison)
