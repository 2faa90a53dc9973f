import keras


class Base(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.head = keras.layers.Dense(units)

    def call(self, inputs):
        return self.finish(self.head(inputs))

    def finish(self, x):
        return x


class Classifier(Base):
    def finish(self, x):
        return keras.activations.softmax(x)


y = Classifier(10)(keras.Input((4,)))
# fact: y.expression = softmax(Dense(input))
