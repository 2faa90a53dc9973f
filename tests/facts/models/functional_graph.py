import keras

x = inputs = keras.Input(shape=(28, 28))
x = keras.layers.Flatten()(x)
x = keras.layers.Dense(10)(x)
outputs = keras.layers.Softmax()(x)
model = keras.Model(inputs, outputs)
# fact: outputs.expression = softmax(Dense(Flatten(input)))
# fact: model.output is outputs = True
