import keras

inputs = keras.Input((4,))
encoder = keras.Model(inputs, keras.layers.Dense(2, activation="tanh")(inputs))
other = keras.Input((4,))
code = encoder(keras.layers.Dropout(0.1)(other))
# fact: code.expression = tanh(Dense(Dropout(input)))
