import keras

left, right = keras.Input((4,)), keras.Input((6,))
both = keras.layers.Concatenate()([left, right])
total = keras.layers.Add()([left, left])
# fact: both = keras.layers.Concatenate of shape (?, 10)
# fact: total = keras.layers.Add of shape (?, 4)
