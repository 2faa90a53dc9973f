import keras


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.head = keras.layers.Dense(1)
        self.drop = keras.layers.Dropout(0.5)

    def call(self, x, training=False):
        x = self.head(x)
        if training:
            x = self.drop(x)
        return x


net = Net()
x = keras.Input((4,))
# fact: net(x, training=True).expression = Dropout(Dense(input))
# fact: net(x).expression = Dense(input)
