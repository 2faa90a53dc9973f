from dataclasses import dataclass


@dataclass
class Base:
    rate: float = 0.1


@dataclass
class Config(Base):
    units: int = 8


config = Config(0.5, 16)
# fact: (config.rate, config.units) = (0.5, 16)
