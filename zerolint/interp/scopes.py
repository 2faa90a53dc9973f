"""Names: where Python looks them up and where it assigns them."""

from __future__ import annotations

import builtins

from zerolint.facts.places import Place
from zerolint.facts.values import Known, Symbol, Value
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter

CONSTANTS = {"True": True, "False": False, "None": None, "Ellipsis": ...}
MODULE = 0
"""The heap key of the module's variables."""


def lookup(m: Interpreter, name: str, place: Place) -> Value:
    """The value of a name: local, enclosing, global, then built in."""
    frame = m.frames[-1]
    owner = frame.outer.get(name)
    for scope in (owner,) if owner is not None else frame.scopes:
        value = m.heap.get((scope, name))
        if value is not None and value is not UNSET:
            return m.here(value)
    if name in CONSTANTS:
        return Known(CONSTANTS[name], place=place)
    if name == "__name__":
        return Known("__main__", place=place)
    if hasattr(builtins, name) or name == "reveal_type":
        return Symbol(f"builtins.{name}", place=place)
    unknown = m.unknown(f"the name {name}", place)
    # Kept, so that every use of an undefined name is the same unknown thing.
    m.heap.overlays[0].setdefault((MODULE, name), unknown)
    return unknown


def assign_name(m: Interpreter, name: str, value: Value) -> None:
    """Bind a name in the current scope, or where `global`/`nonlocal` said."""
    frame = m.frames[-1]
    m.heap.set((frame.outer.get(name, frame.key), name), value)


def delete_name(m: Interpreter, name: str) -> None:
    """`del name`."""
    assign_name(m, name, UNSET)
