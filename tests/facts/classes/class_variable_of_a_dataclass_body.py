from dataclasses import dataclass


@dataclass
class Config:
    rate: float
    SCALE = 10

    def scaled(self):
        return self.rate * self.SCALE


# fact: Config(0.5).scaled() = 5.0
