class Schedule:
    def __init__(self):
        self.rate = 1.0

    def halve(self):
        self.rate /= 2
        return self


schedule = Schedule()
schedule.halve().halve()
# fact: schedule.rate = 0.25
