from dataclasses import dataclass


@dataclass
class Config:
    rate: float
    epochs: int = 10


config = Config(0.1)
# fact: (config.rate, config.epochs) = (0.1, 10)
# fact: Config(rate=0.2, epochs=3).epochs = 3
