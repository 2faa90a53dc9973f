import keras
import numpy as np

X = np.random.rand(10, 4)
y = np.random.rand(10)

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(X[:7], y[:7], validation_data=(X[:3], y[:3]))  # expect: ZL101@42  # fixed: model.fit(X[:7], y[:7], validation_data=(X[7:], y[7:]))
