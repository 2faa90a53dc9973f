from enum import Enum


class Mode(Enum):
    TRAIN = 1
    TEST = 2
    FIT = 1


# fact: Mode.TRAIN == 1 = unknown (comparison)
# fact: (Mode.TRAIN.name, Mode.FIT.name, Mode(2).name) = ('TRAIN', 'TRAIN', 'TEST')
# fact: Mode.FIT is Mode.TRAIN = True
# fact: Mode.TRAIN == Mode.TEST = False
