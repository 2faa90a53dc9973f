import keras

models = {}
for name, units in (("small", 8), ("large", 64)):
    models[name] = keras.Sequential([keras.Input((4,)), keras.layers.Dense(units)])
# fact: models["small"].output.shape[1] = 8
# fact: models["large"].output.shape[1] = 64
