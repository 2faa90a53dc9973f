from tensorflow.keras.layers import *


def Dense(units):
    return units


# fact: Dense(3) = 3
