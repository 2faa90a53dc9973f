"""Names: where Python looks them up and where it assigns them."""

from __future__ import annotations

import builtins

from zerolint.facts.places import Place
from zerolint.facts.values import Choice, Known, Symbol, Value, choose
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter

CONSTANTS = {"True": True, "False": False, "None": None, "Ellipsis": ...}
GET_IPYTHON = "IPython.get_ipython"
"""What IPython adds to the built-in names."""


def lookup(m: Interpreter, name: str, place: Place) -> Value:
    """The value of a name: local, enclosing, global, then built in."""
    frame = m.frames[-1]
    if name[:2] == "__":
        name = mangled(m, name)
    owner = frame.outer.get(name)
    for scope in (owner,) if owner is not None else frame.scopes:
        value = m.heap.get((scope, name))
        if (
            scope not in (frame.key, frame.scopes[-1])
            and m.mentions("global ")
            and m.heap.get(declaration(scope, name))
        ):
            # What a function around this one declares global is global here as well.
            value = m.heap.get((frame.scopes[-1], name))
        value = _set(m.here(value)) if value is not None else None
        if value is not None:
            return value
    if name in CONSTANTS:
        return Known(CONSTANTS[name], place=place)
    if name == "__name__":
        return Known("__main__", place=place)
    if name == "__file__":
        path = m.project.paths.get(frame.scopes[-1])
        return m.unknown("the name __file__", place) if path is None else Known(path, place=place)
    if name == "get_ipython":
        return Symbol(GET_IPYTHON, place=place)
    if hasattr(builtins, name) or name == "reveal_type":
        return Symbol(f"builtins.{name}", place=place)
    meant = m.meant(name)
    if meant is not None:
        return Symbol(meant, place=place)
    unknown = m.unknown(f"the name {name}", place)
    # Kept, so that every use of an undefined name is the same unknown thing; but `____` is a blank that a reader of
    # an exercise fills in, each with something else.
    if name.strip("_"):
        m.heap.remember((frame.scopes[-1], name), unknown)
    return unknown


def declaration(scope: int, name: str) -> tuple[int, str]:
    """The slot that tells that the function with this frame declares a name global."""
    return (scope, f"global {name}")


def mangled(m: Interpreter, name: str) -> str:
    """The name as Python keeps it: inside a class, `__name` belongs to that class alone."""
    if name[:2] != "__" or name[-2:] == "__":
        return name
    around = m.frames[-1].mangles.lstrip("_")
    return f"_{around}{name}" if around else name


def _set(value: Value) -> Value | None:
    """What a name is worth where it is read: a path that did not assign it would raise here."""
    if value is UNSET:
        return None
    if isinstance(value, Choice) and any(each is UNSET for _, each in value.arms):
        arms = [(labels, each) for labels, each in value.arms if each is not UNSET]
        return choose(arms) if arms else None
    return value


def assign_name(m: Interpreter, name: str, value: Value) -> None:
    """Bind a name in the current scope, or where `global`/`nonlocal` said."""
    frame = m.frames[-1]
    if name[:2] == "__":
        name = mangled(m, name)
    m.heap.set((frame.outer.get(name, frame.key), name), value)


def delete_name(m: Interpreter, name: str) -> None:
    """`del name`."""
    assign_name(m, name, UNSET)
