from dataclasses import dataclass


@dataclass
class Config:
    rate: float = 0.1


class Slow(Config):
    def __init__(self, factor):
        super().__init__(0.5 / factor)


# fact: Slow(5).rate = 0.1
# fact: Slow(1).rate = 0.5
