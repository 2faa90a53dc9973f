from dataclasses import dataclass


@dataclass
class Config:
    rate: float = 0.1


class Slow(Config):
    rate = 0.01
    units: int = 8


Config.rate = 0.5
# fact: Config().rate = 0.1
# fact: (Slow().rate, Slow.rate) = (0.1, 0.01)
