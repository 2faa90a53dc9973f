from enum import IntEnum


class Level(IntEnum):
    LOW = 1
    HIGH = 5


# fact: Level.HIGH + 1 = 6
