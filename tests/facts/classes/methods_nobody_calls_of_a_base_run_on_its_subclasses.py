class Task:
    units = 1

    def run(self):
        # fact: self.width() = 10
        return self.width() * 2

    def width(self):
        raise NotImplementedError


class Small(Task):
    units = 5

    def width(self):
        return self.units * 2
