"""What the libraries define: one name for every spelling, signatures, string identifiers, base classes.

Looked up in `tables/*.json`, each read when first asked for: one table a library, dumped from the real packages by
`tests/knowledge/dump_signatures.py`, and `historic.json`, written by hand, for what no installed version has any more.
They are JSON and not TOML since every run reads them: tomli takes about a second for a megabyte, json a fiftieth of
that.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Final, Literal, NamedTuple

from zerolint.knowledge.spellings import LIBRARIES, homes, relocated

TABLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tables")
FILES = {"keras": "keras", "tf": "tensorflow", "numpy": "numpy", "pandas": "pandas", "sklearn": "sklearn"}

KERAS_ORIGINS = {
    1: ("keras1", "keras2.legacy", "keras2", "keras3"),
    2: ("keras2", "keras2.legacy", "keras3", "keras1"),
    3: ("keras3", "keras2", "keras2.legacy", "keras1"),
}
TENSORFLOW_ORIGINS = {1: ("tf1", "tf2"), 2: ("tf2", "tf1")}
OTHER_ORIGINS = ("numpy", "pandas", "sklearn", "tf0", "old")

Kind = Literal["positional-only", "positional", "keyword", "*", "**"]
"""How a parameter takes its argument; "positional" ones can be passed by keyword too."""


class Missing(Enum):
    """Why a parameter has no literal default."""

    REQUIRED = "required"
    OPAQUE = "opaque"


REQUIRED: Final = Missing.REQUIRED
"""There is no default."""
OPAQUE: Final = Missing.OPAQUE
"""There is a default, but no literal: a function, a data type, a private marker."""


class Parameter(NamedTuple):
    """One parameter of a callable; `default` is a literal's value, REQUIRED or OPAQUE."""

    name: str
    kind: Kind
    default: object


Signature = tuple[Parameter, ...]


class Table(NamedTuple):
    """What is known of one library."""

    aliases: dict[str, str]
    entries: dict[str, dict[str, Any]]
    strings: dict[str, dict[str, str]]
    functions: dict[str, str]


@cache
def _read(file: str) -> dict[str, Any]:
    with open(os.path.join(TABLES, f"{file}.json"), encoding="utf-8") as stream:
        table: dict[str, Any] = json.load(stream)
    return table


@cache
def _table(library: str) -> Table:
    """The generated table of a library with the historic entries added."""
    own, former = _read(FILES[library]), _read("historic")
    prefix = f"{library}."
    entries = own["entries"]
    for name, entry in former["entries"].items():
        if name.startswith(prefix):
            entries[name] = {**entry, **entries.get(name, {})}
    aliases = {**own["aliases"], **{old: new for old, new in former["aliases"].items() if old.startswith(prefix)}}
    strings = {**former["strings"], **own.get("strings", {})}
    return Table(aliases, entries, strings, own.get("functions", {}))


def _entry(name: str) -> dict[str, Any] | None:
    library = name.partition(".")[0]
    return _table(library).entries.get(name) if library in LIBRARIES else None


def public_names(library: str) -> tuple[str, ...]:
    """All names of a library's tables under which something can be imported or read."""
    table = _table(library)
    return (*table.entries, *table.aliases)


@lru_cache(maxsize=16384)
def canonical(name: str) -> str:
    """One name for every spelling of a library's module, class, function or method.

    `tensorflow.*` becomes `tf.*` or, where the object is Keras', `keras.*`. A name that is
    in no table comes back with its prefix normalised; a canonical name comes back as it is.
    """
    name = relocated(name)
    library, dot, rest = name.partition(".")
    if library not in LIBRARIES or not dot:
        return name
    table = _table(library)
    if name in table.aliases:
        return table.aliases[name]
    if name in table.entries or "." not in rest:
        return name
    owner, _, last = name.rpartition(".")
    owner = canonical(owner)
    if is_class(owner) and not last[0].isupper():
        return f"{owner}.{last}"
    for home in homes(name):
        if home in table.aliases:
            return table.aliases[home]
        if home in table.entries:
            return home
    return name


def is_class(name: str) -> bool | None:
    """Whether a canonical name is a class; None where it is not in the tables."""
    entry = _entry(name)
    return None if entry is None else "bases" in entry


@lru_cache(maxsize=4096)
def bases(name: str) -> tuple[str, ...]:
    """The public base classes of a class within its library, nearest first."""
    entry = _entry(name)
    return () if entry is None else tuple(entry.get("bases", ()))


@lru_cache(maxsize=512)
def methods(name: str) -> tuple[str, ...]:
    """The names of the public methods of a class, inherited ones included, sorted."""
    if not is_class(name):
        return ()
    owners = (name, *bases(name))
    names = (key.rpartition(".") for key in _table(name.partition(".")[0]).entries)
    return tuple(sorted({last for owner, _, last in names if owner in owners}))


@lru_cache(maxsize=256)
def members(module: str) -> tuple[str, ...]:
    """The public names of a module, sorted: what a star import binds; empty for a module that is not known."""
    library = module.partition(".")[0]
    if library not in LIBRARIES or is_class(module):
        return ()
    table, opening = _table(library), f"{module}."
    known = (*table.entries, *table.aliases)
    return tuple(sorted({name[len(opening) :].partition(".")[0] for name in known if name.startswith(opening)}))


def _preference(keras: int, tf: int) -> tuple[str, ...]:
    """The origins of signatures in the order in which a call is tried against them."""
    return ("any", *KERAS_ORIGINS[min(max(keras, 1), 3)], *TENSORFLOW_ORIGINS[min(max(tf, 1), 2)], *OTHER_ORIGINS)


def _texts(name: str) -> dict[str, str]:
    """The signatures of a callable as source, by origin; those of a method may be a base class'."""
    owner, _, last = name.rpartition(".")
    chain = [owner] if last == "__init__" else [name]
    if last != "__init__" and is_class(owner):
        chain = [f"{each}.{last}" for each in (owner, *bases(owner))]
    texts: dict[str, str] = {}
    for each in chain:
        for origins, text in (_entry(each) or {}).items():
            if origins != "bases":
                for origin in origins.split():
                    texts.setdefault(origin, text)
    return texts


@lru_cache(maxsize=4096)
def signatures(name: str, *, keras: int = 3, tf: int = 2) -> tuple[Signature, ...]:
    """The signatures that a callable has or had, the likeliest first for these versions of Keras and TensorFlow.

    A class has those of its constructor, without `self`. Empty where none is known.
    """
    texts = _texts(name)
    ordered = dict.fromkeys(texts[origin] for origin in _preference(keras, tf) if origin in texts)
    return tuple(parse(text) for text in ordered)


def parameters(name: str, keras: int = 3, tf: int = 2) -> Signature | None:
    """The likeliest signature of a callable; None where none is known."""
    return next(iter(signatures(name, keras=keras, tf=tf)), None)


@lru_cache(maxsize=4096)
def parse(text: str) -> Signature:
    """Parameters from the source between the parentheses of a `def`."""
    import ast

    arguments = ast.parse(f"lambda {text}: 0", mode="eval").body.args  # type: ignore[attr-defined]
    first: list[tuple[str, Kind]] = [(each.arg, "positional-only") for each in arguments.posonlyargs]
    first += [(each.arg, "positional") for each in arguments.args]
    defaults = [None] * (len(first) - len(arguments.defaults)) + arguments.defaults

    def value(default: ast.expr | None) -> object:
        found = REQUIRED if default is None else ast.literal_eval(default)
        return OPAQUE if found is ... else found

    made = [Parameter(name, kind, value(default)) for (name, kind), default in zip(first, defaults, strict=True)]
    if arguments.vararg:
        made.append(Parameter(arguments.vararg.arg, "*", REQUIRED))
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        made.append(Parameter(each.arg, "keyword", value(default)))
    if arguments.kwarg:
        made.append(Parameter(arguments.kwarg.arg, "**", REQUIRED))
    return tuple(made)


class Identifiers(Mapping[str, str]):
    """String identifiers to canonical names; `folded` where Keras ignores their case."""

    def __init__(self, names: dict[str, str], *, folded: bool) -> None:
        self._names = names
        self._folded = folded

    def __getitem__(self, identifier: str) -> str:
        if self._folded and identifier not in self._names:
            return self._names[identifier.lower()]
        return self._names[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@cache
def strings(kind: str, keras: int | None = None) -> Mapping[str, str]:
    """The string identifiers that Keras resolves, as `keras.losses.get("mse")` and the like do, to canonical names.

    `kind` is losses, metrics, optimizers, activations, initializers, regularizers or
    constraints. Without a version, every version's identifiers, Keras 3's meaning first.
    """
    order = KERAS_ORIGINS[3] if keras is None else ("keras3",) if keras >= 3 else ("keras2",)
    found: dict[str, str] = {}
    for identifier, targets in _table("keras").strings.items():
        if identifier.startswith(f"{kind}."):
            by_origin = {origin: name for origins, name in targets.items() for origin in origins.split()}
            name = next((by_origin[origin] for origin in order if origin in by_origin), None)
            if name is not None:
                found[identifier[len(kind) + 1 :]] = name
    return Identifiers(found, folded=kind == "optimizers")


@cache
def only_in_keras_2() -> Mapping[str, str]:
    """What Keras 3 has not: a name, a method as `keras.Model.name`, an argument as `function(name)`; to its kind."""
    found: dict[str, str] = _read("keras")["only_keras2"]
    return found


def loss_function(name: str) -> str | None:
    """The loss function that a loss class, a metric class or the function itself computes; None where it is none."""
    function = name
    if is_class(name):
        function = _table("keras").functions.get(name, "")
    return function if function.startswith("keras.losses.") and is_class(function) is False else None
