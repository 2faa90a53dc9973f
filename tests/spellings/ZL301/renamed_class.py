import tensorflow.keras as K
from tensorflow.keras.optimizers import Adam as Optimizer

net = K.models.Sequential()
net.add(K.layers.Dense(1, input_shape=(4,)))
net.compile(loss="mse", optimizer=Optimizer(learning_rate=1e-10))  # expect: ZL301@59  # fixed: net.compile(loss="mse", optimizer=Optimizer(learning_rate=1e-3))
