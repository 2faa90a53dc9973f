from dataclasses import dataclass


@dataclass
class Base:
    rate: float = 0.1
    units: int = 8


@dataclass
class Config(Base):
    epochs: int = 3
    rate: float = 0.5


config = Config(0.2, 16, 9)
# fact: (config.rate, config.units, config.epochs) = (0.2, 16, 9)
# fact: Config().rate = 0.5
