"""Classes that a file defines for others to use: what their methods would do is worked out on one instance."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
from abc import ABC, abstractmethod
from dataclasses import dataclass
from unittest import TestCase
from tensorflow import keras
from tensorflow.keras import layers, optimizers

def network(units, activation):
    return keras.Sequential([keras.Input((6,)), layers.Dense(5, "relu"), layers.Dense(units, activation)])

"""
ONE_SOFTMAX = {
    "built in one method, compiled in another": """
class Churn:
    def build(self):
        self.net = network(1, "softmax")
    def fit(self, rows, labels):
        self.net.compile("adam", "binary_crossentropy")
        self.net.fit(rows, labels)
""",
    "the method that trains stands first": """
class Churn:
    def __init__(self):
        self.net = None
    def fit(self, rows, labels):
        self.net.compile("adam", "binary_crossentropy")
        self.net.fit(rows, labels)
    def build(self):
        self.net = network(1, "softmax")
""",
    "built where it is needed": """
class Churn:
    net = None
    def fit(self, rows, labels):
        if self.net is None:
            self.net = self._build()
        self.net.compile("adam", "binary_crossentropy")
        self.net.fit(rows, labels)
    def _build(self):
        return network(1, "softmax")
""",
    "the head is that of a subclass": """
class Task(ABC):
    @abstractmethod
    def head(self):
        ...
    def fit(self, rows, labels):
        net = keras.Sequential([keras.Input((6,)), layers.Dense(5, "relu"), self.head()])
        net.compile("adam", "binary_crossentropy")
        net.fit(rows, labels)
class Churn(Task):
    def head(self):
        return layers.Dense(1, activation="softmax")
""",
    "the second of two subclasses": """
class Task:
    def fit(self, rows, labels):
        net = network(self.units(), self.activation)
        net.compile("adam", "binary_crossentropy")
        net.fit(rows, labels)
    def units(self):
        raise NotImplementedError("say how many")
class Rain(Task):
    activation = "sigmoid"
    def units(self):
        return 1
class Churn(Task):
    activation = "softmax"
    def units(self):
        return 1
""",
    "a property": """
class Churn:
    @property
    def head(self):
        return layers.Dense(self.units, activation="softmax")
    units = 1
    def fit(self, rows, labels):
        net = keras.Sequential([keras.Input((6,)), self.head])
        net.compile("adam", "binary_crossentropy")
        net.fit(rows, labels)
""",
    "a data class": """
@dataclass
class Churn:
    units: int = 1
    def fit(self, rows, labels):
        net = network(self.units, "softmax")
        net.compile("adam", "binary_crossentropy")
        net.fit(rows, labels)
""",
    "a test with a fixture": """
class ChurnTest(TestCase):
    def test_it_learns(self):
        self.net.compile("adam", "binary_crossentropy")
        self.net.fit(np.ones((8, 6)), np.ones((8, 1)))
    def setUp(self):
        self.net = network(1, "softmax")
""",
    "a constructor that takes the data": """
class Churn:
    def __init__(self, rows, labels, *, activation="softmax"):
        self.rows, self.labels, self.activation = rows, labels, activation
        self.net = network(1, self.activation)
    def run(self):
        self.net.compile("adam", "binary_crossentropy")
        self.net.fit(self.rows, self.labels)
""",
    "a base class of a library, whose methods are called": """
from transformers import Trainer
class Churn(Trainer):
    def __init__(self, config):
        super().__init__(config)
        self.net = network(1, "softmax")
    def prepare(self):
        self.log("compiled")
        self.net.compile("adam", "binary_crossentropy")
    def run(self):
        self.log("trains")
        self.net.fit(self.rows, self.labels)
""",
    "a base class of another file": """
from trainers import Trainer
class Churn(Trainer):
    def __init__(self, config):
        super().__init__(config)
        self.net = network(1, "softmax")
    def run(self):
        self.net.compile("adam", "binary_crossentropy")
        self.net.fit(self.rows, self.labels)
""",
    "a function makes it for its callers": """
class Churn:
    def __init__(self, width):
        self.net = network(1, "softmax")
    def fit(self, rows, labels):
        self.net.compile("adam", "binary_crossentropy")
        self.net.fit(rows, labels)
def load(path):
    return Churn(np.load(path).shape[1])
""",
    "a class method makes it": """
class Churn:
    def __init__(self, activation="softmax"):
        self.activation = activation
    def fit(self, rows, labels):
        net = network(1, "softmax")
        net.compile("adam", "binary_crossentropy")
        self.net = net
        self.net.fit(rows, labels)
    @classmethod
    def default(cls):
        return cls()
""",
    "the script makes it and leaves the rest to others": """
class Churn:
    def __init__(self):
        self.build()
    def build(self):
        self.net = network(1, "softmax")
        self.net.compile("adam", "binary_crossentropy")
    def fit(self, rows, labels):
        self.net.fit(rows, labels)
CHURN = Churn()
""",
    "a factory of the second of two subclasses": """
class Task:
    def fit(self, rows, labels):
        self.net = network(1, self.activation)
        self.net.compile("adam", "binary_crossentropy")
        self.net.fit(rows, labels)
class Rain(Task):
    activation = "sigmoid"
class Churn(Task):
    activation = "softmax"
KINDS = {"rain": Rain, "churn": Churn}
def make(name):
    return KINDS[name]()
""",
}


def codes(script: str) -> list[tuple[str, str]]:
    report = check_source("churn.py", (HEAD + script).encode(), Settings())
    return [(each.code, each.certainty) for each in report.findings]


@pytest.mark.parametrize("script", ONE_SOFTMAX.values(), ids=ONE_SOFTMAX)
def test_a_defect_across_the_methods_of_a_class_that_others_use(script):
    assert [code for code, _ in codes(script)] == ["ZL201"]


def test_what_a_method_takes_from_another_is_likely():
    """That a caller calls them in this order is no proof."""
    assert codes(ONE_SOFTMAX["built in one method, compiled in another"]) == [("ZL201", "likely")]


RIGHT = {
    "each of two networks has its own loss": """
class Churn:
    def binary(self):
        self.net, self.loss = network(1, "sigmoid"), "binary_crossentropy"
    def classes(self):
        self.net, self.loss = network(4, "softmax"), "sparse_categorical_crossentropy"
    def fit(self, rows, labels):
        self.net.compile("adam", self.loss)
        self.net.fit(rows, labels)
""",
    "a rate that another method sets is a placeholder": """
class Churn:
    def __init__(self):
        self.rate = 0.0
    def with_rate(self, rate):
        self.rate = rate
        return self
    def fit(self, rows, labels):
        net = network(1, "sigmoid")
        net.compile(optimizers.SGD(self.rate), "binary_crossentropy")
        net.fit(rows, labels)
""",
    "the units that a subclass says": """
class Task:
    units = 1
    def fit(self, rows, labels):
        net = network(self.units, "softmax")
        net.compile("adam", "sparse_categorical_crossentropy")
        net.fit(rows, labels)
class Digits(Task):
    units = 10
""",
    "a model that the caller hands in": """
class Churn:
    def __init__(self, net=None):
        self.net = net
    def fit(self, rows, labels):
        self.net.compile("adam", "binary_crossentropy")
        self.net.fit(rows, labels)
""",
    "a class that a function makes and uses": """
class Churn:
    def __init__(self, units=1):
        self.units = units
    def fit(self, rows, labels):
        net = network(self.units, "softmax")
        net.compile("adam", "sparse_categorical_crossentropy")
        net.fit(rows, labels)
def main(rows, labels):
    Churn(units=3).fit(rows, labels)
""",
}


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_a_class_that_others_use_rightly(script):
    assert codes(script) == []
