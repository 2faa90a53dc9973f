"""Values that only the interpreter can run: functions, classes and methods the script defines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from zerolint.facts.machine import Arguments
from zerolint.facts.values import Value


@dataclass(frozen=True, slots=True, eq=False)
class Closure(Value):
    """A `def` or `lambda`: its node, the frames it sees, the values of its defaults.

    `owner` is the class whose body holds it, for `super()`.
    """

    node: Any
    name: str
    scopes: tuple[int, ...]
    defaults: dict[str, Value] = field(default_factory=dict)
    owner: ClassValue | None = None
    role: str = "function"
    """function, staticmethod, classmethod, property or cached_property; custom_gradient gives the first of two.

    traced: TensorFlow runs it once, and then replays what it did with tensors.
    """
    setter: Closure | None = None
    """Of a property: what an assignment calls."""
    deleter: Closure | None = None
    """Of a property: what `del` calls."""
    memory: int = 0
    """Where the results of earlier calls are kept, of a function that runs once for the same arguments."""
    configurable: str = ""
    """The full name under which gin may bind its parameters."""
    mangles: str = ""
    """The class around it, whose name is part of the names that begin with two underscores."""


@dataclass(frozen=True, slots=True, eq=False)
class ClassValue(Value):
    """A class of the script; its attributes live in the heap under `key`."""

    key: int
    name: str
    bases: tuple[Value, ...]
    node: Any = None
    dataclass: bool = False
    behind: tuple[ClassValue, ...] = ()
    """The classes of the script that attributes are looked up in behind this one, in order."""
    module: int = 0
    """The scope of the module that it is defined in."""
    metaclass: ClassValue | None = None
    """The metaclass of the script that it has."""


@dataclass(frozen=True, slots=True)
class WithMetaclass(Value):
    """`six.with_metaclass(metaclass, *bases)`, or the decorator `six.add_metaclass(metaclass)`."""

    metaclass: Value
    bases: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a data class; `init`: `__init__` takes it, `passed_on`: and gives it to `__post_init__`."""

    name: str
    default: Value | None
    factory: Value | None
    init: bool
    keyword: bool
    passed_on: bool


@dataclass(frozen=True, slots=True, eq=False)
class FieldsInit(Value):
    """The `__init__` of a data class, made of its fields."""

    cls: ClassValue
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Bound(Value):
    """A method of the script with its `self`."""

    function: Closure
    owner: Value


@dataclass(frozen=True, slots=True)
class Super(Value):
    """`super()`: attribute access starts behind this class."""

    cls: ClassValue
    owner: Value


@dataclass(frozen=True, slots=True)
class Partial(Value):
    """`functools.partial`: a call that already has some arguments."""

    function: Value
    arguments: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Coroutine(Value):
    """What a call of an `async def` gives: nothing of it runs before it is awaited."""

    function: Closure
    arguments: Arguments


@dataclass(frozen=True, slots=True)
class Entries(Value):
    """The contents of a dict whose keys are known, in insertion order."""

    items: tuple[tuple[Value, Value], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Deferred(Value):
    """What an iterator will give, worked out when it is asked for the first time.

    `run` gives all items, or None where their number is not known; `typical` gives one of them.
    """

    run: Callable[[], tuple[Value, ...] | None]
    typical: Callable[[], Value]
