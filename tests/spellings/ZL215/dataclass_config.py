import dataclasses

import keras


@dataclasses.dataclass(frozen=True)
class Training:
    activation: str = "sigmoid"
    loss: str = "mse"  # expect: ZL215@17  # fixed: loss: str = "binary_crossentropy"


training = Training()
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation=training.activation)])
model.compile("adam", loss=training.loss, metrics=["accuracy"])
