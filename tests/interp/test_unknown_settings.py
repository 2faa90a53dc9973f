"""Arguments that come out of an unknown dict, and globals that other functions assign: what absence proves."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import keras
from keras import layers
from keras.layers import Dense, Input
"""
BUILT = "x = Input((4,))\nm = keras.Model(x, {head}(x))\nm.compile('adam', 'categorical_crossentropy')"
MAY_BE_ACTIVATED = {
    "a dict of a function nobody calls": "def build(conf):\n    x = Input((4,))\n    m = keras.Model(x, Dense(**conf['head'])(x))\n    m.compile('adam', 'categorical_crossentropy')\n    return m",
    "units beside the dict": "import json\nconf = json.load(open('c.json'))\n" + BUILT.format(head="Dense(3, **conf)"),
    "a wrapper with keywords": "def dense(units, **more):\n    return Dense(units, **more)\nimport yaml\nconf = yaml.safe_load(open('c.yml'))\n"
    + BUILT.format(head="dense(3, **conf)"),
    "a subclass": "class Head(Dense):\n    def __init__(self, **more):\n        super().__init__(3, **more)\nimport settings\n"
    + BUILT.format(head="Head(**settings.HEAD)"),
    "sequential": "import settings\nm = keras.Sequential([Input((4,)), Dense(8, 'relu'), Dense(3, **settings.HEAD)])\nm.compile('adam', 'categorical_crossentropy')",
    "vars of the command line": "import argparse\np = argparse.ArgumentParser()\np.add_argument('--more', type=eval)\nconf = dict(p.parse_args().more)\n"
    + BUILT.format(head="Dense(3, **conf)"),
}
LINEAR = {
    "a dict that is known": "conf = {'units': 3, 'name': 'head'}\n" + BUILT.format(head="Dense(**conf)"),
    "the activation is given beside the dict": "import settings\n"
    + BUILT.format(head="Dense(3, activation=None, **settings.HEAD)"),
    "a known dict through a wrapper": "def dense(units, **more):\n    return Dense(units, **more)\n"
    + BUILT.format(head="dense(3, name='head')"),
}


def codes(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode(), Settings()).findings]


@pytest.mark.parametrize("script", MAY_BE_ACTIVATED.values(), ids=MAY_BE_ACTIVATED)
def test_an_unknown_dict_may_hold_the_activation(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", LINEAR.values(), ids=LINEAR)
def test_a_known_dict_leaves_the_default(script: str) -> None:
    assert codes(script) == ["ZL203"]


ADAM = "def optimizer():\n    return keras.optimizers.Adam(rate)\n"
PLACEHOLDERS = {
    "assigned by main": f"rate = 0.0\n{ADAM}def main(conf):\n    global rate\n    rate = conf.rate\n    network(optimizer())",
    "assigned under a test": f"rate = 0.0\n{ADAM}def main(conf):\n    global rate\n    if 'rate' in conf:\n        rate = conf['rate']\n    network(optimizer())",
    "declared with others": f"rate = 0.0\nbest = 0\ndef main(conf):\n    global best, rate\n    rate = float(conf)\n{ADAM}",
    "assigned by a method": f"rate = 0.0\nclass Run:\n    def start(self, conf):\n        global rate\n        rate = conf.rate\n{ADAM}",
    "assigned by a function inside": f"rate = 0.0\ndef main(conf):\n    def read():\n        global rate\n        rate = conf.rate\n    read()\n{ADAM}",
}
HANDED = {
    "a search gets what assigns it": f"import search\nrate = 0.0\n{ADAM}def train(given):\n    global rate\n    rate = given\n    network(optimizer())\nsearch.maximise(train, {{'given': (1e-4, 1e-1)}})",
    "a network gets what reads it": f"import nets, search\nrate = 0.0\n{ADAM}def train(given):\n    global rate\n    rate = given\n    nets.Net(optimizer).fit()\nsearch.maximise(train)",
    "assigned inside of what is handed over": f"import nets, search\nrate = 0.0\n{ADAM}def tune():\n    def one(given):\n        global rate\n        rate = given\n        return nets.Net(optimizer_fn=optimizer).fit()\n    return search.maximise(one)\ntune()",
    "a choice of functions": f"import nets, sys\nrate = 0.0\n{ADAM}def train(given, by):\n    global rate\n    rate = given\n    nets.Net(by).fit()\nif len(sys.argv) > 1:\n    by = optimizer\nelse:\n    by = nets.other\nnets.run(train, by)",
}
PLACEHOLDERS |= HANDED
FINAL = {
    "nobody assigns it": f"rate = 0.0\n{ADAM}",
    "a local of the same name": f"rate = 0.0\n{ADAM}def main(conf):\n    rate = conf.rate\n    return rate",
    "assigned by what was called": f"rate = 0.1\ndef stop():\n    global rate\n    rate = 0.0\nstop()\n{ADAM}",
    "used by the module": f"rate = 0.0\n{ADAM}optimizer()\ndef main(conf):\n    global rate\n    rate = conf.rate",
}


@pytest.mark.parametrize("script", PLACEHOLDERS.values(), ids=PLACEHOLDERS)
def test_a_global_that_another_function_assigns_is_a_placeholder(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", FINAL.values(), ids=FINAL)
def test_a_global_that_stays_as_it_is(script: str) -> None:
    assert codes(script) == ["ZL302"]
