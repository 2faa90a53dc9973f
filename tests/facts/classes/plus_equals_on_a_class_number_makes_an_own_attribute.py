class Net:
    steps = 0

    def step(self):
        self.steps += 1


first, second = Net(), Net()
first.step()
# fact: (first.steps, second.steps, Net.steps) = (1, 0, 0)
