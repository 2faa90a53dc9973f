import argparse

import keras

parser = argparse.ArgumentParser()
parser.add_argument("--loss", default="mse", choices=["mse", "binary_crossentropy"])  # expect: ZL215@39  # fixed: parser.add_argument("--loss", default="binary_crossentropy", choices=["mse", "binary_crossentropy"])
args = parser.parse_args()

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss=args.loss, metrics=["accuracy"])
