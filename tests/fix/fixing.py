"""What `--fix` makes of a text, without a file, and a text that more than one test has mended."""

from __future__ import annotations

from zerolint.checking.pipeline import Checker
from zerolint.fix.fixpoint import FixResult, fix_until_stable
from zerolint.settings.settings import Settings

SHARED_LOSS = """\
import keras

loss = keras.losses.BinaryCrossentropy()
one = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
one.compile("adam", loss)
two = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid"), keras.layers.Reshape((1,))])
two.compile("adam", loss)
"""
"""What mends the loss of the first model spoils that of the second."""


def fix(text: str | bytes, *select: str, name: str = "train.py", unsafe: bool = True) -> FixResult:
    """What `--fix --unsafe-fixes` makes of a text for these rules."""
    checker = Checker(Settings(select=select))
    judge = checker.asking_everything()
    return fix_until_stable(
        name,
        text.encode() if isinstance(text, str) else text,
        lambda data: checker.check_source(name, data),
        lambda data: judge.check_source(name, data),
        unsafe=unsafe,
    )
