from tensorflow import keras
from tensorflow.keras import layers


class Count(keras.callbacks.Callback):
    epochs = 0

    def on_epoch_end(self, epoch, logs=None):
        self.epochs += 1


count = Count()
losses = []
model = keras.Sequential([layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(
    x,
    y,
    callbacks=[count, keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: losses.append(epoch))],
)
# fact: count.epochs = unknown (passed to something unknown)
# fact: losses = list of unknown contents
