import keras

encoder = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, activation="tanh")])
model = keras.Sequential([encoder, keras.layers.Dense(1)])
# fact: model.output.expression = Dense(tanh(Dense(input)))
