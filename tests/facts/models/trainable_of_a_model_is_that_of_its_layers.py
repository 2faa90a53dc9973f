from tensorflow import keras
from tensorflow.keras import layers

inner = keras.Sequential([layers.Dense(3)])
model = keras.Sequential([inner, layers.Dense(1)])
inner.layers[0].trainable = False
model.trainable = True
# fact: (inner.layers[0].trainable, model.layers[1].trainable) = (True, True)
