"""Modules that are imported by a call, under a name that is a value."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import resolve_name

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Value
from zerolint.interp import own_modules
from zerolint.interp.imports import by_name
from zerolint.interp.machine import Interpreter
from zerolint.interp.project import MODULE_KIND


def _import_module(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`importlib.import_module("a.b")`: the module itself; `(".b", package="a")` counts from a package."""
    name = _text(_argument(arguments, 0, "name"))
    package = _text(_argument(arguments, 1, "package"))
    if name is not None and name.startswith("."):
        try:
            name = resolve_name(name, package)
        except ImportError:
            name = None
    return m.unknown("a module by its name", place) if not name else by_name(m, name, place)[1]


def _import(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`__import__("a.b")`: the package `a`; with a list of names, `a.b`."""
    name = _text(_argument(arguments, 0, "name"))
    names, level = _argument(arguments, 3, "fromlist"), _argument(arguments, 4, "level")
    listed = () if names in (None, NONE) else m.elements(names)
    if not name or listed is None or level not in (None, Known(0)):
        return m.unknown("a module by its name", place)
    return by_name(m, name, place)[1 if listed else 0]


def _reload(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`importlib.reload(module)`: what its body binds is bound anew."""
    module = _argument(arguments, 0, "module")
    if isinstance(module, Object) and module.kind == MODULE_KIND:
        own_modules.run_again(m, module)
    return m.unknown("a module that is reloaded", place) if module is None else module


def _argument(arguments: Arguments, at: int, name: str) -> Value | None:
    return arguments.positional[at] if at < len(arguments.positional) else arguments.keywords.get(name)


def _text(value: Value | None) -> str | None:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


IMPORTING: dict[str, Callable[[Interpreter, Arguments, Place], Value]] = {
    "importlib.import_module": _import_module,
    "builtins.__import__": _import,
    "importlib.__import__": _import,
    "importlib.reload": _reload,
    "imp.reload": _reload,
}
"""Functions that import, by their full names."""
