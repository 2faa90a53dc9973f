from enum import Enum


class Mode(Enum):
    TRAIN = 1
    TEST = 2


mode = Mode.TRAIN
if mode == Mode.TEST:
    rate = 0.0  # fact: never
else:
    rate = 0.1
# fact: rate = 0.1
# fact: mode is Mode.TRAIN = True
