from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
model.add(layers.Dense(1))
# fact: (len(model.layers), model.layers[0].units, model.output.shape[-1]) = (2, 3, 1)
