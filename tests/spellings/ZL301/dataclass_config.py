from dataclasses import dataclass, field

import keras


@dataclass
class Config:
    units: int = 16
    lr: float = 1e-10  # expect: ZL301@17  # fixed: lr: float = 1e-3
    tags: list = field(default_factory=list)


cfg = Config(units=8)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(cfg.units, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(cfg.lr), loss="mse")
