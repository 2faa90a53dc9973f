import keras


class Experiment:
    loss = "mse"  # expect: ZL215@12  # fixed: loss = "binary_crossentropy"

    def build(self):
        self.model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid")])
        self.model.compile("adam", loss=self.loss, metrics=["accuracy"])


Experiment().build()
