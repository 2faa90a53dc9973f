"""What gin binds, as gin-config 0.5.0 itself was seen to do with these scripts; what is not followed is unknown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.projects.layouts import places, write

SCRIPT = """import gin
import keras
from contextlib import suppress


@gin.configurable
def train(lr=0.1):
    return lr


@gin.configurable
def parted(part=None):
    return part


@gin.configurable("named")
def other(rate=1.0):
    return rate


@gin.configurable(module="pkg.sub")
def inner(a=1):
    return a


@gin.configurable
def needs(a=gin.REQUIRED):
    return a


@gin.configurable
class Net:
    def __init__(self, units=4):
        self.units = units


@gin.configurable
class Loose:
    def __init__(self, units=4, **more):
        self.more = more


class Small(Net):
    pass


class Own(Net):
    def __init__(self):
        super().__init__()


{reading}
reveal_type({call})
"""
BOUND = {
    "a binding": ("train.lr = 0.5", "train()", "0.5"),
    "none": ("named.rate = 2", "train()", "0.1"),
    "an argument goes before it": ("train.lr = 0.5", "train(9)", "9"),
    "a keyword goes before it": ("train.lr = 0.5", "train(lr=9)", "9"),
    "required is no argument": ("train.lr = 3", "train(gin.REQUIRED)", "3"),
    "required is no keyword": ("train.lr = 3", "train(lr=gin.REQUIRED)", "3"),
    "a default that is required": ("needs.a = 3", "needs()", "3"),
    "the later one": ("train.lr = 0.5\ntrain.lr = 0.7", "train()", "0.7"),
    "by another spelling": ("__main__.train.lr = 0.5\ntrain.lr = 0.7", "train()", "0.7"),
    "another name": ("named.rate = 0.5", "other()", "0.5"),
    "a module": ("pkg.sub.inner.a = 5", "inner()", "5"),
    "a part of the module": ("sub.inner.a = 5", "inner()", "5"),
    "a class": ("Net.units = 7", "Net().units", "7"),
    "more than the class names": ("Loose.units = 7\nLoose.rate = 0.25", "Loose(size=2).more['rate']", "0.25"),
    "a subclass": ("Net.units = 7", "Small().units", "7"),
    "a subclass that calls it": ("Net.units = 7", "Own().units", "7"),
    "a macro": ("m = 3\ntrain.lr = %m", "train()", "3"),
    "a macro that comes later": ("train.lr = %m\nm = 4", "train()", "4"),
    "a macro of a macro": ("n = 5\nm = %n\ntrain.lr = %m", "train()", "5"),
    "a reference": ("parted.part = @named", "parted()()", "1.0"),
    "a reference that is called": ("named.rate = 8\nparted.part = @named()", "parted()", "8"),
    "an instance": ("Net.units = 8\nparted.part = @Net()", "parted().units", "8"),
    "several lines": ("# c\nparted.part = [\n  1,\n  2.5e-3,  # d\n]", "parted()[1]", "0.0025"),
    "a row that goes on": ("train.lr = \\\n  3", "train()", "3"),
    "a text in pieces": ("parted.part = 'a' \\\n  'b'", "parted()", "'ab'"),
    "a block": ("parted:\n  part = 4\n", "parted()", "4"),
    "a dict": ("parted.part = {'a': -1e-3}", "parted()['a']", "-0.001"),
    "an import beside it": ("import os\ntrain.lr = 1", "train()", "1"),
    "asked for": ("train.lr = 5", "gin.query_parameter('train.lr')", "5"),
    "a macro that is asked for": ("m = 5", "gin.query_parameter('%m')", "5"),
}
UNKNOWN = {
    "another scope": ("a/train.lr = 0.5", "train()"),
    "a reference in a scope": ("parted.part = @a/named()", "parted()"),
    "a macro that nothing defines": ("train.lr = %m", "train()"),
    "required, and bound nowhere": ("named.rate = 2", "needs()"),
    "a reference to what is not known": ("parted.part = @absent()", "parted()"),
    "no literal": ("train.lr = 1 + 2", "train()"),
    "another text": ("train.lr = ", "train()"),
}
SPELLINGS = {
    "a file": "gin.parse_config_file('conf/run.gin')",
    "a text": "gin.parse_config({text!r})",
    "the module inside": "from gin import config\nconfig.parse_config_file('conf/run.gin')",
    "files and bindings": "gin.parse_config_files_and_bindings(['conf/run.gin'], None)",
    "bindings alone": "gin.parse_config_files_and_bindings([], bindings={text!r})",
    "a file that includes it": "gin.parse_config_file('conf/outer.gin')",
}


@pytest.fixture
def revealed(project: Path, run):
    """`revealed("train.lr = 1", "train()")`: what a call gives with this configuration."""

    def reveal(text: str, call: str, reading: str) -> str:
        script = SCRIPT.format(reading=reading.format(text=text), call=call)
        write(project, {"conf/run.gin": f"{text}\n", "conf/outer.gin": "include 'conf/run.gin'\n", "train.py": script})
        return re.findall(r"revealed: (.*)", run("facts", "train.py")[1])[-1]

    return reveal


@pytest.mark.parametrize(("text", "call", "value"), BOUND.values(), ids=BOUND.keys())
def test_what_is_bound(text: str, call: str, value: str, revealed) -> None:
    for reading in SPELLINGS.values():
        assert revealed(text, call, reading) == value, reading


@pytest.mark.parametrize(("text", "call"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_is_not_known(text: str, call: str, revealed) -> None:
    for reading in SPELLINGS.values():
        assert revealed(text, call, reading).startswith("unknown"), reading


READINGS = {
    "a binding behind the file": (
        "gin.parse_config_files_and_bindings(['conf/run.gin'], ['train.lr = 4'])",
        "4",
    ),
    "a second file": ("gin.parse_config_file('conf/run.gin')\ngin.parse_config('train.lr = 6')", "6"),
    "a parameter": ("gin.parse_config_file('conf/run.gin')\ngin.bind_parameter('train.lr', 7)", "7"),
    "in a function": ("def start(path):\n    gin.parse_config_file(path)\n\n\nstart('conf/run.gin')", "1"),
    "a file that is not there": ("with suppress(OSError):\n    gin.parse_config_file('absent.gin')", "unknown"),
    "a file from the command line": ("import sys\ngin.parse_config_file(sys.argv[1])", "unknown"),
    "one from there behind the other": (
        "import sys\ngin.parse_config_file('conf/run.gin')\ngin.parse_config_file(sys.argv[1])",
        "unknown",
    ),
    "one from there before the other": (
        "import sys\ngin.parse_config_file(sys.argv[1])\ngin.parse_config_file('conf/run.gin')",
        "1",
    ),
    "on some paths": ("import sys\nif len(sys.argv) > 1:\n    gin.parse_config_file('conf/run.gin')", "1 or unknown"),
    "others override it from the command line": (
        "import sys\ngin.parse_config_files_and_bindings(['conf/run.gin'], sys.argv[1:])",
        "1",
    ),
    "cleared": ("gin.parse_config_file('conf/run.gin')\ngin.clear_config()", "unknown"),
}


@pytest.mark.parametrize(("reading", "value"), READINGS.values(), ids=READINGS.keys())
def test_where_it_is_read(reading: str, value: str, revealed) -> None:
    assert revealed("train.lr = 1", "train()", reading).partition(" `")[0] == value


TRAIN = (
    "import gin\nimport keras\n\n\n@gin.configurable\ndef train(lr={default}):\n    keras.optimizers.Adam({use})\n\n\n"
    "{reading}\ntrain()\n"
)


def test_a_finding_stands_in_the_gin_file_and_is_likely(project: Path, found) -> None:
    reading = "gin.parse_config_file('conf/run.gin')"
    write(project, {"conf/run.gin": "# rate\ntrain.lr = 0.0\n"})
    write(project, {"train.py": TRAIN.format(default=0.1, use="lr", reading=reading)})
    for asked in ("train.py", "conf/run.gin"):
        (finding,) = found(asked)
        assert places([finding], project) == {("conf/run.gin", 2, "ZL302")}
        assert (finding["location"]["column"], finding["certainty"]) == (12, "likely")


def test_a_default_that_a_file_may_override_is_likely(project: Path, found) -> None:
    write(project, {"train.py": TRAIN.format(default=0.0, use="lr", reading="")})
    assert [(each["code"], each["certainty"]) for each in found("train.py")] == [("ZL302", "likely")]
    reading = "import sys\ngin.parse_config_file(sys.argv[1])"
    write(project, {"train.py": TRAIN.format(default=0.0, use="lr", reading=reading)})
    assert found("train.py") == [], "which one it is given says"


def test_a_default_is_not_told_where_the_file_says_better(project: Path, found) -> None:
    reading = "gin.parse_config('train.lr = 0.01')"
    write(project, {"train.py": TRAIN.format(default=0.0, use="lr", reading=reading)})
    assert found("train.py") == []
