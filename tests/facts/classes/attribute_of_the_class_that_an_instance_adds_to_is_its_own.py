import numpy as np

start = np.ones(3)


class Counter:
    seen = start * 2

    def add(self):
        self.seen += 1


counter = Counter()
counter.add()
Counter.seen = 5
# fact: counter.seen.rows = #1
# fact: Counter.seen = 5
