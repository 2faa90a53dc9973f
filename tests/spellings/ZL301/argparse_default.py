import argparse

import keras


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--learning-rate", type=float, default=1e-10)  # expect: ZL301@64  # fixed: parser.add_argument("--learning-rate", type=float, default=1e-3)
    args = parser.parse_args()
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(learning_rate=args.learning_rate), loss="mse")


if __name__ == "__main__":
    main()
