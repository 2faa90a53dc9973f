from dataclasses import dataclass


@dataclass
class Config:
    batch: int
    steps: int = 0

    def __post_init__(self):
        self.steps = 1000 // self.batch


# fact: Config(100).steps = 10
