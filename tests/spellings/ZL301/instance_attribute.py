import keras


class Trainer:
    def __init__(self, lr=1e-10):  # expect: ZL301@27  # fixed: def __init__(self, lr=1e-3):
        self.lr = lr

    def run(self):
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
        model.compile(keras.optimizers.Adam(self.lr), loss="mse")
        return model


if __name__ == "__main__":
    Trainer().run()
