"""The narrow protocol through which knowledge asks the interpreter to act on its heap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

from zerolint.facts.events import Event
from zerolint.facts.paths import Labels
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Object, Symbol, Tensor, Unknown, Value

HANDED_OVER = "__handed_over__"
"""The slot of an object that code which is not seen was given: what that did to it is not known."""
SAMPLED = Symbol("sample")
"""The context of methods that run on an instance made up for them: another may have run before, or be left out."""
OPTIONS = "__options__"
"""The slot of an object with what an unknown `**` gave for its parameters."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """Positional and keyword arguments; `opaque` where an unknown `*` or `**` was unpacked.

    `after` are the positional arguments behind an unknown `*`: which parameters take them is not known.
    """

    positional: tuple[Value, ...] = ()
    keywords: Mapping[str, Value] = field(default_factory=dict)
    opaque: bool = False
    after: tuple[Value, ...] = ()
    unpacked: Value | None = None
    """What an unknown `*` unpacked, where it is all that is passed."""
    options: Value | None = None
    """What an unknown `**` unpacked."""

    @property
    def values(self) -> tuple[Value, ...]:
        """Everything that is passed."""
        return (*self.positional, *self.after, *self.keywords.values())

    def behind(self, *first: Value) -> Arguments:
        """The same with these in front, as `self` or what a partial holds."""
        return replace(self, positional=(*first, *self.positional))


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a library function or method, its arguments bound to parameter names.

    `bound` holds what was passed and the literal defaults; `passed` the names that were
    passed; `rest` the positional and keyword arguments no parameter took. `opaque` tells
    that an unknown `*args` or `**kwargs` was passed: absence proves nothing then.
    """

    name: str
    place: Place
    bound: Mapping[str, Value] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
    rest: tuple[Value, ...] = ()
    extra: Mapping[str, Value] = field(default_factory=dict)
    owner: Value = NONE
    opaque: bool = False
    named: frozenset[str] = frozenset()
    """The parameters that were passed by keyword."""
    after: tuple[Value, ...] = ()
    """The positional arguments behind an unknown `*`."""
    options: Value | None = None
    """What an unknown `**` unpacked."""

    def get(self, *names: str) -> Value:
        """The first of these parameters that was passed, else a default, else Unknown."""
        for name in names:
            if name in self.passed:
                return self.bound[name]
            if name in self.extra:
                return self.extra[name]
        if not self.opaque:
            for name in names:
                if name in self.bound:
                    return self.bound[name]
        return Unknown(f"{names[0]} not given")

    def has(self, *names: str) -> bool:
        """Whether one of these was passed by the script."""
        return any(name in self.passed or name in self.extra for name in names)


class Machine(Protocol):
    """What a transfer function may do."""

    labels: Labels
    keras: int
    contexts: tuple[Value, ...]
    """What the run is inside of (`with` blocks of every caller), outermost first."""

    def inside(self, *contexts: Value) -> AbstractContextManager[None]:
        """Run inside these contexts."""

    def fresh(self) -> int:
        """A number never given before: an identity."""

    def mentions(self, text: str) -> bool:
        """Whether the script has this text anywhere."""

    def new(self, kind: str, place: Place, slots: Mapping[str, Value] | None = None) -> Object:
        """A new object of this class, with these slots."""

    def read(self, owner: Object, slot: str) -> Value | None:
        """What a slot of an object holds on this path; None where it was never set."""

    def write(self, owner: Object, slot: str, value: Value) -> None:
        """Set a slot of an object on this path."""

    def set_attribute(self, owner: Object, name: str, value: Value) -> None:
        """Set an attribute of an object that is known by its attributes: a namespace, a record."""

    def attributes(self, owner: Object) -> Mapping[str, Value]:
        """What was set by `set_attribute` or by the script, in that order."""

    def copied(self, value: Value, place: Place, *, deep: bool) -> Value:
        """A copy of a container or of an object of the script's own, `deep` with copies of what it holds."""

    def remember(self, owner: Object, slot: str, value: Value) -> None:
        """Keep what was found out of something by reading, on every path at once: no change of it."""

    def attribute(self, owner: Value, name: str, place: Place) -> Value:
        """Python's attribute access."""

    def call(self, function: Value, arguments: Sequence[Value], keywords: Mapping[str, Value], place: Place) -> Value:
        """Python's call."""

    def call_often(self, function: Value, arguments: Sequence[Value], place: Place) -> Value:
        """A library calls a function once or many times: what each call changes further is unknown behind it."""

    def unseen(self, value: Value, place: Place) -> None:
        """Code that is not seen gets a value, and may call the functions in it: what they change is unknown."""

    def config_file(self, kind: str, source: Value, place: Place, *, is_text: bool = False) -> Value | None:
        """What a file ("json", "yaml", "toml", "gin") holds, given by its path or open; None where it can't be had.

        `is_text`: it is the text itself that is given.
        """

    def save(self, file: Value, value: Value) -> None:
        """A file, given by its path or open, holds this value from here on."""

    def saved(self, file: Value, place: Place) -> Value | None:
        """What the run wrote into a file, or another script of the project before it; None where that is not known."""

    def search_in(self, folder: str) -> None:
        """The script looks for modules in this folder as well."""

    def elements(self, value: Value) -> tuple[Value, ...] | None:
        """The items of a list, tuple or other iterable of known length; None where unknown."""

    def typical(self, value: Value) -> Value | None:
        """One item that stands for all of an iterable of unknown length; None where nothing is known of its items."""

    def entries(self, value: Value) -> Mapping[Value, Value] | None:
        """The items of a dict with known keys; None where unknown."""

    def current(self, value: Value) -> Value:
        """An array as in-place operations have left it."""

    def update(self, value: Value, tensor: Tensor, *, weakly: bool = False) -> None:
        """Change an array in place, for every alias; `weakly`: on every path, as what holds with or without it."""

    def here(self, value: Value) -> Value:
        """A choice without the alternatives that this path rules out."""

    def lift(self, function: Callable[..., Value], *values: Value) -> Value:
        """Apply a function to each consistent combination of alternatives, under their labels."""

    def event(self, event: Event) -> None:
        """Record something the run does; labels, order and loop context are filled in."""

    def unknown(self, reason: str, place: Place) -> Unknown:
        """An unknown value with an identity of its own."""
