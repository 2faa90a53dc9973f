from dataclasses import dataclass, field


@dataclass
class Config:
    sizes: list = field(default_factory=list)
    rate: float = field(default=0.1)
    steps: int = field(init=False, default=5)
    units: int = 8


first, second = Config(), Config([1], 0.5, 16)
first.sizes.append(64)
# fact: (first.sizes, second.sizes) = ([64], [1])
# fact: (second.rate, second.steps, second.units) = (0.5, 5, 16)
