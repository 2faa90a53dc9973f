"""A project's classes are made in many ways: what trains in them is found all the same."""

from __future__ import annotations

import pytest

from tests.projects.layouts import CLASSES, expected, places, write

TRAINER = """
import keras
from meta import {name}


class Trainer({head}):
    def __init__(self, units=1):
        self.model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(units, "softmax")])
        self.model.compile("adam", "categorical_crossentropy")  # expect: ZL202

    def fit(self, x, y):
        self.model.fit(x, y)
"""
SCRIPT = "from trainer import Trainer\nimport numpy as np\n\nx, y = np.random.rand(90, 6), np.random.rand(90, 1)\n"
SINGLE = """
class Single(type):
    made = {}

    def __call__(cls, *arguments, **options):
        if cls not in cls.made:
            cls.made[cls] = super(Single, cls).__call__(*arguments, **options)
        return cls.made[cls]
"""
BACKED = """
from abc import ABCMeta


class Backed(ABCMeta):
    def __new__(mcs, name, bases, body, backend="none"):
        body["backend"] = backend
        return super().__new__(mcs, name, bases, body)
"""
LISTED = """
class Listed(type):
    known = {}

    def __init__(cls, name, bases, body):
        super().__init__(name, bases, body)
        Listed.known[name] = cls


class Base(metaclass=Listed):
    pass
"""
ONE = """
class One:
    def __new__(cls, *arguments, **options):
        if not hasattr(cls, "instance"):
            cls.instance = super().__new__(cls)
        return cls.instance
"""
DECORATED = """
MODELS = {}


def registered(cls):
    if cls.__name__ not in MODELS:
        MODELS[cls.__name__] = cls
    return cls
"""
TOLD = """
class Told:
    known = {}

    def __init_subclass__(cls, /, key, **options):
        super().__init_subclass__(**options)
        cls.known[key] = cls
"""
PROJECTS = {
    "one instance by a metaclass": (
        SINGLE,
        TRAINER.format(name="Single", head="metaclass=Single"),
        "Trainer(1)\nTrainer().fit(x, y)\n",
    ),
    "a body that the metaclass adds to": (
        BACKED,
        TRAINER.format(name="Backed", head='metaclass=Backed, backend="tf"'),
        'if Trainer.backend == "tf":\n    Trainer(units=1).fit(x, y)\n',
    ),
    "the register of an inherited metaclass": (
        LISTED,
        TRAINER.format(name="Base", head="Base"),
        'import meta\n\nmeta.Listed.known["Trainer"](1).fit(x, y)\n',
    ),
    "a metaclass given by six": (
        SINGLE,
        "import six\n" + TRAINER.format(name="Single", head="six.with_metaclass(Single)"),
        "Trainer(1)\nTrainer().fit(x, y)\n",
    ),
    "one instance by __new__": (ONE, TRAINER.format(name="One", head="One"), "Trainer(1).fit(x, y)\n"),
    "a register filled by a decorator": (
        DECORATED,
        TRAINER.format(name="registered", head="object").replace("\n\n\nclass", "\n\n\n@registered\nclass"),
        'from meta import MODELS\n\nif "Trainer" in MODELS:\n    MODELS["Trainer"](1).fit(x, y)\n',
    ),
    "a register that subclasses are told to": (
        TOLD,
        TRAINER.format(name="Told", head='Told, key="softmax"'),
        'Trainer.known["softmax"](1).fit(x, y)\n',
    ),
}
"""How a project makes its trainer: the module with the means, that with the class, what the script does."""


@pytest.mark.parametrize("name", PROJECTS)
def test_a_trainer_is_known_however_its_class_is_made(project, found, name) -> None:
    means, trainer, script = PROJECTS[name]
    files = {"meta.py": means, "trainer.py": trainer, "train.py": SCRIPT + script}
    write(project, files)
    assert places(found("train.py"), project) == expected(files)


@pytest.mark.parametrize("name", PROJECTS)
def test_the_same_trainer_with_a_fitting_cost_is_left_alone(project, found, name) -> None:
    means, trainer, script = PROJECTS[name]
    good = trainer.replace("units=1", "units=3").replace("  # expect: ZL202", "")
    labels = CLASSES + SCRIPT.splitlines()[0] + "\n"
    write(project, {"meta.py": means, "trainer.py": good, "train.py": labels + script.replace("1)", "3)")})
    assert found("train.py") == []


def test_a_metaclass_that_is_not_followed_says_nothing(project, found) -> None:
    prepared = "class Prepared(type):\n    @classmethod\n    def __prepare__(mcs, name, bases):\n        return {}\n"
    trainer = TRAINER.format(name="Prepared", head="metaclass=Prepared").replace("  # expect: ZL202", "")
    write(project, {"meta.py": prepared, "trainer.py": trainer, "train.py": SCRIPT + "Trainer().fit(x, y)\n"})
    assert found("train.py") == []
