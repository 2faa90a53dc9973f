"""The interpreter, connected: each act of the machine is done by the module that walks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import libcst as cst

from zerolint.facts.places import Place
from zerolint.facts.values import Object, Value
from zerolint.interp import (
    assignments,
    calls,
    config_files,
    containers,
    dunders,
    escapes,
    expressions,
    records,
    saved_files,
    statements,
    walking,
)
from zerolint.interp import attributes as attribute_access
from zerolint.interp.bound_names import BoundNames, bound_names
from zerolint.interp.classes import class_of
from zerolint.interp.last_uses import is_last_use
from zerolint.interp.machine import Interpreter
from zerolint.interp.project import MODULE
from zerolint.knowledge.unbound import meant
from zerolint.source.own_modules import Search


class ModuleInterpreter(Interpreter):
    """Runs one module. `assumed`: names bound nowhere, and what they were taken for."""

    def __init__(
        self, module: cst.Module, *, keras: int = 3, budget: int = 100_000, text: str = "", search: Search | None = None
    ) -> None:
        super().__init__(keras=keras, budget=budget, text=text, search=search)
        self.assumed: dict[str, str] = {}
        self.module = module

    @cached_property
    def _bound(self) -> BoundNames:
        return bound_names(self.module)

    def meant(self, name: str) -> str | None:
        """What a name that nothing binds is taken for: the only thing of a library that it fits."""
        found = meant(name, self.mentions) if self.frames[0].key == MODULE else None
        if found is None or self.binds_unseen or self._bound.others or name in self._bound.names:
            return None
        self.assumed[name] = found
        return found

    def search_in(self, folder: str) -> None:
        """The script looks for modules in this folder as well."""
        if self.project.search is not None:
            self.project.search.add(folder)

    def config_file(self, kind: str, source: Value, place: Place, *, is_text: bool = False) -> Value | None:
        """What a configuration file of this format holds, given its path, the open file or its text."""
        read = config_files.config_text if is_text else config_files.config_file
        return read(self, kind, source, place)

    def save(self, file: Value, value: Value) -> None:
        """A file, given by its path or open, holds this value from here on."""
        saved_files.save(self, file, value)

    def saved(self, file: Value, place: Place) -> Value | None:
        """What a file holds, given by its path or open; None where that is not known."""
        return saved_files.saved(self, file, place)

    def is_last_use(self, node: cst.BaseExpression) -> bool:
        """Whether nothing uses the value any more that a name has in a statement of the script itself."""
        return self.frames[-1].key == MODULE and is_last_use(self.module, node)

    def evaluate(self, node: cst.CSTNode) -> Value:
        """What an expression is worth on the current path."""
        return expressions.evaluate(self, node)

    def assign(self, target: cst.CSTNode, value: Value) -> None:
        """Bind a value to the target of an assignment, a loop or a `with`."""
        assignments.assign(self, target, value)

    def block(self, node: Any) -> bool:
        """Run the statements of a block; False where no path reaches its end."""
        return statements.block(self, node)

    def attribute(self, owner: Value, name: str, place: Place) -> Value:
        """Python's attribute access."""
        return self.lift(lambda each: attribute_access.read_attribute(self, each, name, place), self.here(owner))

    def call(self, function: Value, arguments: Sequence[Value], keywords: Mapping[str, Value], place: Place) -> Value:
        """Python's call; an array comes as it is now, whatever the function did to it in place."""
        bundle = calls.Arguments(tuple(arguments), dict(keywords))
        if not self.spend():
            return self.unknown("budget", place)
        return self.current(self.lift(lambda each: calls.call(self, each, bundle, place), self.here(function)))

    def call_often(self, function: Value, arguments: Sequence[Value], place: Place) -> Value:
        """A library calls a function once or many times: what each call changes further is unknown behind it."""
        return escapes.often(self, lambda: self.call(function, arguments, {}, place))

    def unseen(self, value: Value, place: Place) -> None:
        """Code that is not seen gets a value, and may call the functions in it: what they change is unknown."""
        escapes.unseen(self, value, place)

    def hashed_by_identity(self, value: Object) -> bool:
        """Whether an object as a key stands for itself alone."""
        return class_of(self, value) is None or dunders.hashed_by_identity(self, value)

    def attributes(self, owner: Object) -> Mapping[str, Value]:
        """The attributes that were set on an object, in that order."""
        return records.attributes(self, owner)

    def copied(self, value: Value, place: Place, *, deep: bool) -> Value:
        """A copy of a container or of an object with attributes, `deep` with copies of what it holds."""
        return records.copied(self, value, place, deep=deep)

    def iterated(self, value: Object) -> Value | None:
        """What the class of an instance gives to who walks over it; None where the script has no such class."""
        return walking.iterated(self, value)

    def elements(self, value: Value) -> tuple[Value, ...] | None:
        """The items of an iterable of known length; None where unknown."""
        return containers.elements(self, value)

    def typical(self, value: Value) -> Value | None:
        """One item that stands for all of an iterable of unknown length; None where nothing is known of its items."""
        return containers.typical(self, value)

    def entries(self, value: Value) -> Mapping[Value, Value] | None:
        """The items of a dict with known keys; None where unknown."""
        return containers.entries(self, value)
