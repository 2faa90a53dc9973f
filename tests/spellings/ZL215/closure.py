import keras


def head_of(units):
    def head(tensor):
        return keras.layers.Dense(units, activation="sigmoid")(tensor)

    return head


head = head_of(1)
inputs = keras.Input((4,))
model = keras.Model(inputs, head(keras.layers.Dense(8, activation="relu")(inputs)))
model.compile("adam", loss="mse", metrics=["accuracy"])  # expect: ZL215@28  # fixed: model.compile("adam", loss="binary_crossentropy", metrics=["accuracy"])
