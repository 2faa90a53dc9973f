import keras


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(16, activation="relu")
        self.head = keras.layers.Dense(1)

    def call(self, inputs):
        return self.head(self.hidden(inputs))


net = Net()
y = net(keras.Input((4,)))
# fact: y.expression = Dense(relu(Dense(input)))
# fact: y = keras.layers.Dense of shape (?, 1)
