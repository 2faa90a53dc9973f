"""TensorFlow and Keras, imported when the first program is built.

By name and not by statement: they are not there for the type checker, nor in every environment.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any


@cache
def tensorflow() -> Any:
    """The module `tensorflow`."""
    return importlib.import_module("tensorflow")


@cache
def keras() -> Any:
    """The module `keras`; below TensorFlow 2.16 that is Keras 2, which has other losses and optimizers."""
    return importlib.import_module("keras")


@cache
def numpy() -> Any:
    """The module `numpy`."""
    return importlib.import_module("numpy")
