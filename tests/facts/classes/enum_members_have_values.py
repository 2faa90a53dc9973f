from enum import Enum


class Optimizer(Enum):
    ADAM = "adam"
    SGD = "sgd"


# fact: Optimizer.SGD.value = 'sgd'
