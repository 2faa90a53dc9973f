import keras
import numpy as np
from keras import layers
from somewhere import encoder

hidden = encoder("base")(keras.Input((64,)))
score = layers.Dense(1)(hidden)  # fact: score = keras.layers.Dense of shape (..., 1)
flat = layers.Flatten()(score)  # fact: flat = keras.layers.Flatten of shape (?, ?)
same = layers.Reshape((-1,))(score)  # fact: same = keras.layers.Reshape of shape (?, ?)
pooled = layers.GlobalAveragePooling1D()(score)  # fact: pooled = keras.layers.GlobalAveragePooling1D of shape (?, 1)
steps = layers.TimeDistributed(layers.Flatten())(hidden)  # fact: steps = keras.layers.Flatten of shape (?, ?, ?)
each = layers.TimeDistributed(layers.Dense(3))(hidden)  # fact: each = keras.layers.Dense of shape (..., 3)
gated = layers.Multiply()([score, layers.Dense(8)(hidden)])  # fact: gated = keras.layers.Multiply of shape (..., 8)
wide = keras.Input((9, 4))
weighted = layers.multiply([layers.Dense(1)(wide), wide])
# fact: weighted = keras.layers.Multiply of shape (?, 9, 4)
beside = layers.Concatenate(axis=1)([score, score])  # fact: beside = keras.layers.Concatenate
