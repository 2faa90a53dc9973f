import keras

model = keras.Sequential([keras.Input((4,))])
same = model
same.add(keras.layers.Dense(3, activation="softmax"))
# fact: model.output.operator = softmax
# fact: model.output.shape[1] = 3
