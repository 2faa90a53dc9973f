"""Paths of files: put together as Python does it, without a look at the disk.

A relative path counts from where the script is run, which is not known: it stays relative when it is made absolute.
"""

from __future__ import annotations

import os.path
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Sequence, Value, marked
from zerolint.knowledge.listings import read
from zerolint.knowledge.registry import transfer


def _as_it_is(path: Any) -> Any:
    return path if isinstance(path, PurePath) else os.path.normpath(path)


FOLDED: dict[str, Callable[..., Any]] = {
    "os.path.join": os.path.join,
    "os.path.dirname": os.path.dirname,
    "os.path.basename": os.path.basename,
    "os.path.normpath": os.path.normpath,
    "os.path.abspath": _as_it_is,
    "os.path.realpath": _as_it_is,
    "os.path.splitext": os.path.splitext,
    "os.fspath": os.fspath,
    "os.getcwd": lambda: os.curdir,
    "pathlib.Path": PurePath,
    "pathlib.PurePath": PurePath,
    "pathlib.Path.cwd": PurePath,
}
PROPERTIES = frozenset({"parent", "name", "stem", "suffix"})
SAME = frozenset({"resolve", "absolute", "expanduser"})
"""Methods of a path that give the same path."""


@transfer(*FOLDED)
def path_function(m: Machine, call: Call) -> Value:
    """`os.path.join(here, "data", "train.csv")`."""
    given = [*call.bound.values(), *call.rest]
    if call.extra or call.opaque or not all(_is_path(each) for each in given):
        return read(m, call)
    try:
        found = FOLDED[call.name](*(each.value for each in given if isinstance(each, Known)))
    except (TypeError, ValueError):
        return m.unknown(f"{call.name} raises", call.place)
    if isinstance(found, tuple):
        return Sequence(tuple(Known(each) for each in found), place=call.place)
    return marked(Known(found, place=call.place), *given)


def _is_path(value: Value) -> bool:
    return isinstance(value, Known) and isinstance(value.value, (str, PurePath))


def path_attribute(path: PurePath, name: str, place: Place) -> Value | None:
    """`path.parent`; None for what is a method."""
    return Known(getattr(path, name), place=place) if name in PROPERTIES else None


@transfer("sys.path.append", "sys.path.insert", "sys.path.extend", "site.addsitedir")
def search_path(m: Machine, call: Call) -> Value:
    """`sys.path.append("..")`: modules of the project are looked for there as well."""
    for each in (*call.bound.values(), *call.rest):
        for folder in (each,) if _is_path(each) else m.elements(each) or ():
            if _is_path(folder) and isinstance(folder, Known):
                m.search_in(os.fspath(folder.value))
    return NONE
