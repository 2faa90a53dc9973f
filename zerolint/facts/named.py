"""The notation for people: data by the name that the script gives it, what is not known by its source text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import fields
from typing import Any

from zerolint.facts import Facts
from zerolint.facts.events import Bound, Event
from zerolint.facts.graphs import ancestors
from zerolint.facts.notation import Notation, owner, shape
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.rows import Masked, Picked, Root, Shuffled, Take
from zerolint.facts.values import Choice, Formula, Object, Tensor, Unknown, Value

INFIX = frozenset({"+", "-", "*", "/", "//", "%"})
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Named(Notation):
    """Roots by name. A mask or an index array is a part with a letter: the same letter is the same place that made it.

    `code` gives the source text of a place, nothing where there is none; `line` says where it is.
    """

    def __init__(self, facts: Facts, code: Callable[[Place], str], line: Callable[[Place], str]) -> None:
        self._code = code
        self._line = line
        self._explains = True
        self._made: dict[int, Place] = {}
        """Where each root, mask and index array was made, by its key."""
        self._computed: dict[int, bool] = {}
        self._names: dict[int, str] = {}
        self._letters: dict[object, str] = {}
        seen: set[int] = set()
        self._targets: dict[int, Place] = {}
        """Where the names stand that roots have theirs from, by the key of the root."""
        self._fed: dict[int, str] = {}
        """The names of tensors, by their key."""
        for event in facts.events:
            for tensor in _tensors(event, seen):
                self._note(tensor)
            if isinstance(event, Bound) and isinstance(event.value, Tensor):
                self._bound(event, event.value)
        for key in self._computed:
            self._names.setdefault(key, code(self._made[key]) or "data")
        self._places: dict[str, set[Place]] = {}
        for key, name in self._names.items():
            self._places.setdefault(name, set()).add(self._made.get(key, NOWHERE))

    def without_reasons(self) -> Named:
        """The same, letters included, for where it is said elsewhere why something is not known."""
        brief = copy(self)
        brief._explains = False
        return brief

    def _bound(self, event: Bound, value: Tensor) -> None:
        self._fed.setdefault(value.key, event.name)
        rows = value.rows.base if isinstance(value.rows, Shuffled) else value.rows
        if isinstance(rows, Root) and rows.key not in self._names:
            self._names[rows.key] = event.name
            self._targets[rows.key] = event.target

    def _note(self, tensor: Tensor) -> None:
        rows = tensor.rows
        while isinstance(rows, (Take, Shuffled, Masked, Picked)):
            if isinstance(rows, (Masked, Picked)):
                self._made.setdefault(rows.key, tensor.place)
            rows = rows.base
        if isinstance(rows, Root) and rows is tensor.rows and not self._is_made_of(tensor, rows):
            self._made[rows.key] = tensor.place
            self._computed[rows.key] = bool(tensor.operands)
        elif isinstance(rows, Root) and rows.positions:
            self._made.setdefault(rows.key, tensor.place)

    @staticmethod
    def _is_made_of(tensor: Tensor, rows: Root) -> bool:
        return any(isinstance(each, Tensor) and each.rows == rows for each in tensor.operands)

    def says_nothing(self, each: Root, target: Place) -> bool:
        """Whether all rows of this say nothing about what was bound at `target`, from which they may have their name.

        What was computed from other values has rows of its own, and they are those of no data.
        """
        return self._targets.get(each.key) == target or self._computed.get(each.key, True)

    def root(self, each: Root) -> str:
        """The name that the data was first given, else the expression that made it."""
        place = self._made.get(each.key, NOWHERE)
        name = self._names.get(each.key, "data")
        if len(self._places.get(name, ())) > 1 and place != NOWHERE:
            # Another array has the same name at another time.
            name = f"{name} of {self._line(place)}"
        return f"positions {name}" if each.positions else name

    def mask(self, each: Masked) -> str:
        """Rows that a condition or chance picks."""
        part = f"{'random ' if each.chance else ''}part {self._letter(each.key)}"
        return part if each.wanted else f"all but {part}"

    def index(self, each: Picked) -> str:
        """Rows that an index array picks."""
        return f"selection {self._letter(each.key)}"

    def _letter(self, key: int) -> str:
        made = self._made.get(key, key)
        count = len(self._letters)
        turn, at = divmod(count, len(LETTERS))
        return self._letters.setdefault(made, LETTERS[at] + (str(turn) if turn else ""))

    def formula(self, each: Formula) -> str:
        """A number in Python's notation: `len(x) // 2`."""
        if each.operator in INFIX and len(each.operands) == 2:
            return f" {each.operator} ".join(map(self._operand, each.operands))
        if each.operator == "size":
            rows = each.operands[0]
            # Whatever order they are in.
            return f"len({self.rows(rows.base if isinstance(rows, Shuffled) else rows)})"
        name = {"neg": "-"}.get(each.operator, each.operator)
        return f"{name}({', '.join(map(self.bound, each.operands))})"

    def _operand(self, part: Value) -> str:
        nested = isinstance(part, Formula) and part.operator in INFIX
        return f"({self.bound(part)})" if nested else self.bound(part)

    def bound(self, each: Value) -> str:
        """Where a slice begins or ends: what is not known as the script writes it."""
        source = self._code(each.place) if isinstance(each, (Tensor, Unknown)) else ""
        return source or ("?" if isinstance(each, Unknown) else self.value(each))

    def cost(self, each: Value) -> str:
        """What is lowered: the script's own expression for it."""
        source = self._code(each.place)
        if isinstance(each, Unknown):
            return self.value(each)
        return f"`{source}`" if source else self.expression(each, 2)

    def unknown(self, each: Unknown) -> str:
        """What is not known, by its source text, and why."""
        if not self._explains:
            return "unknown"
        code = self._code(each.place)
        shown = f" `{code}`" if code and not each.reason.endswith(code) else ""
        return f"unknown{shown} ({each.reason})"

    def tensor(self, each: Tensor) -> str:
        """What made it, under its short name, and its shape."""
        return f"{short(each.operator)}{owner(each)}{shape(each)}"

    def data(self, each: Value) -> str:
        """What an array holds: its rows where they are known."""
        if isinstance(each, Choice):
            return " or ".join(dict.fromkeys(self.data(arm) for _, arm in each.arms))
        if isinstance(each, Tensor) and each.rows is not None:
            return self.rows(each.rows)
        return self.value(each)

    def made(self, each: Object) -> str:
        """A container as the script writes it, anything else by its class."""
        source = self._code(each.place) if each.kind in ("list", "dict", "set") else ""
        return f"`{source}`" if source else each.kind

    def fed(self, each: Value) -> str:
        """A placeholder by its name."""
        return self._fed.get(each.key, "") or self.value(each) if isinstance(each, Tensor) else self.value(each)


def short(name: str) -> str:
    """A canonical name without its modules."""
    return name.rpartition(".")[2] or name


def _tensors(event: Event, seen: set[int]) -> Iterator[Tensor]:
    for field in fields(event):
        for value in _values(getattr(event, field.name)):
            for tensor in ancestors(value):
                if id(tensor) not in seen:
                    seen.add(id(tensor))
                    yield tensor


def _values(held: Any) -> Iterator[Value]:
    if isinstance(held, Value):
        yield held
    elif isinstance(held, tuple):
        for each in held:
            yield from _values(each)
