import keras


def build(units):
    model = keras.Sequential([keras.Input((4,))])
    model.add(keras.layers.Dense(units))
    return model


models = [build(1) for _ in range(2)]
models[0].add(keras.layers.Activation("sigmoid"))
# fact: models[0].output.operator = sigmoid
# fact: models[1].output.operator = keras.layers.Dense
