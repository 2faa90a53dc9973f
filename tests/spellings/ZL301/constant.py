import keras

LR = 1e-10  # expect: ZL301@6  # fixed: LR = 1e-3
BATCH = 32

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.Adam(LR)
model.compile(optimizer=optimizer, loss="mse")
