import keras

shared = keras.layers.Dense(2)
left, right = keras.Input((4,)), keras.Input((4,))
both = keras.layers.Concatenate()([shared(left), shared(right)])
# fact: both.expression = Concatenate(Dense(input), Dense(input))
