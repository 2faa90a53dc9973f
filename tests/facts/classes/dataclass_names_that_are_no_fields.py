from dataclasses import KW_ONLY, InitVar, dataclass
from typing import ClassVar


@dataclass
class Config:
    scale: ClassVar[int] = 10
    rate: float
    factor: InitVar[int]
    _: KW_ONLY
    units: int = 8

    def __post_init__(self, factor):
        self.rate *= factor


config = Config(0.5, 4, units=16)
# fact: (config.rate, config.scale, config.units) = (2.0, 10, 16)
