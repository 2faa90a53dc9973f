import keras


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.head = keras.layers.Dense(1)
        self.calls = 0
        self.steps = 0
        self.log = []
        self.mode = "new"

    def call(self, x):
        self.calls += 1
        self.log.append("call")
        self.mode = "run"
        return self.head(x)

    def train_step(self, data):
        self.steps += 1
        return {"loss": 0.0}


net = Net()
y = net(keras.Input((4,)))  # fact: y = keras.layers.Dense of shape (?, 1)
# fact: net.calls = unknown (changed each time that a library calls a function)
# fact: net.log = list of unknown contents
# fact: net.mode = 'run'
net.compile(optimizer="sgd")
net.fit(x, y)
# fact: net.steps = unknown (changed each time that a library calls a function)
