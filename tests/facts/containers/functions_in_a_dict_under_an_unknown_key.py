import argparse

import keras


def small():
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])


def large():
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(9)])


class Slow:
    rate = 0.001


class Fast:
    rate = 0.5


parser = argparse.ArgumentParser()
parser.add_argument("network")
options = parser.parse_args()
NETWORKS = {"small": small, "large": large}
# fact: NETWORKS[options.network]().output.shape[1] = 1 or 9
# fact: NETWORKS.get(options.network)().output.shape[1] = 1 or 9
# fact: {"small": Slow, "large": Fast}[options.network].rate = 0.001 or 0.5
chosen = ({"small": Slow, "large": Fast}[options.network].rate, NETWORKS[options.network]().output.shape[1])
# fact: chosen[0] * chosen[1] = 0.001 or 4.5
# fact: {"small": 1, "large": 2}[options.network] = unknown (a key that is not known)
