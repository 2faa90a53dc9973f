import keras


def build_model(n_features):
    model = keras.Sequential([keras.Input((n_features,)), keras.layers.Dense(1, activation="sigmoid")])
    return model


def main():
    model = build_model(4)
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])  # expect: ZL215@42  # fixed: model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


if __name__ == "__main__":
    main()
