import keras
import numpy as np

X = np.random.rand(10, 4)
y = np.random.rand(10)
x_test, y_test = X[:3], y[:3]  # expect: ZL101@18  # fixed: x_test, y_test = X[7:], y[7:]

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(X[:7], y[:7], epochs=2)
model.evaluate(x_test, y_test)
