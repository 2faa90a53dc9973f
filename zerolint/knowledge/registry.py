"""Where transfer functions register under the canonical names they answer for."""

from __future__ import annotations

from collections.abc import Callable

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import Object, Tensor, Unknown, Value

Transfer = Callable[[Machine, Call], Value]
AttributeTransfer = Callable[[Machine, Value, Place], Value | None]

TRANSFERS: dict[str, Transfer] = {}
"""Functions by canonical name, methods as `class.method`, constructors by their class."""

STATIC: set[str] = set()
"""Methods that are called on the class and need no instance: `Dataset.from_tensor_slices`."""

ATTRIBUTES: dict[str, AttributeTransfer] = {}
"""Attributes as `class.attribute`."""


def transfer(*names: str, static: bool = False) -> Callable[[Transfer], Transfer]:
    """Register a function as what calls of these names do; `static` for class methods."""

    def register(function: Transfer) -> Transfer:
        for name in names:
            TRANSFERS[name] = function
        if static:
            STATIC.update(names)
        return function

    return register


def attribute(*names: str) -> Callable[[AttributeTransfer], AttributeTransfer]:
    """Register a function as what reading these attributes gives."""

    def register(function: AttributeTransfer) -> AttributeTransfer:
        for name in names:
            ATTRIBUTES[name] = function
        return function

    return register


def kind_of(value: Value) -> str:
    """The class of a value, for looking up its methods; arrays of every library are `array`."""
    if isinstance(value, Object):
        return value.kind
    if isinstance(value, (Tensor, Unknown)):
        return "array"
    return type(value).__name__
