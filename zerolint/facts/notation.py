"""How values and row sets are written: in words for a value, in Python's own notation for rows."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.costs import WEIGHTS
from zerolint.facts.objectives import Loss, Metric
from zerolint.facts.rows import Joined, Masked, Picked, Root, Rows, Shuffled, Take
from zerolint.facts.snapshot import Snapshot
from zerolint.facts.values import NONE, Choice, Formula, Known, Method, Object, Sequence, Symbol, Tensor, Unknown, Value


class Notation:
    """Roots, masks and index arrays by their numbers: what the same number has is the same."""

    def value(self, each: Value) -> str:
        """A value in a few words."""
        match each:
            case Known():
                return repr(each.value)
            case Unknown():
                return self.unknown(each)
            case Symbol():
                return each.name
            case Object():
                return self.made(each)
            case Loss():
                return "one of its own" if each.own else each.name
            case Metric():
                return each.name
            case Tensor():
                return self.tensor(each)
            case Formula():
                return self.formula(each)
            case Sequence():
                inside = ", ".join(map(self.value, each.items))
                return f"({inside},)" if len(each.items) == 1 else f"({inside})"
            case Snapshot():
                return self._snapshot(each)
            case Method():
                return f"method {each.name}"
            case Choice():
                return " or ".join(self.value(arm) for _, arm in each.arms)
        # Functions and classes of the script, which only the interpreter knows.
        return str(getattr(each, "name", type(each).__name__))

    def _snapshot(self, each: Snapshot) -> str:
        if each.name:
            return f"{each.kind} {each.name}"
        if each.items is None:
            return f"{each.kind} of unknown contents"
        if each.kind == "dict":
            pairs = (item.items for item in each.items if isinstance(item, Sequence))
            return "{" + ", ".join(f"{self.value(key)}: {self.value(item)}" for key, item in pairs) + "}"
        inside = ", ".join(map(self.value, each.items))
        if each.kind == "list":
            return f"[{inside}]"
        return f"{{{inside}}}" if inside else "set()"

    def expression(self, each: Value, deepest: int = 12) -> str:
        """What a tensor is computed from, as a formula of operators without their modules."""
        if isinstance(each, Choice):
            return " or ".join(self.expression(arm, deepest) for _, arm in each.arms)
        if not isinstance(each, Tensor):
            return self.value(each)
        name = each.operator.rpartition(".")[2] or each.operator
        if not each.operands or not deepest:
            return name
        return f"{name}({', '.join(self.expression(operand, deepest - 1) for operand in each.operands)})"

    def rows(self, each: Rows) -> str:
        """A row set in Python's own notation."""
        match each:
            case Root():
                return self.root(each)
            case Take():
                parts = (each.start, each.stop, each.step) if each.step else (each.start, each.stop)
                bounds = [("" if part is None or part == NONE else self.bound(part)) for part in parts]
                return f"{self.rows(each.base)}[{':'.join(bounds)}]"
            case Shuffled():
                return f"shuffled({self.rows(each.base)})"
            case Masked():
                return f"{self.rows(each.base)}[{self.mask(each)}]"
            case Picked():
                return f"{self.rows(each.base)}[{self.index(each)}]"
            case Joined():
                return " + ".join(map(self.rows, each.parts))

    def made(self, each: Object) -> str:
        """Something with identity."""
        return each.kind

    def fed(self, each: Value) -> str:
        """What an array is fed to."""
        return self.value(replace(each, rows=None)) if isinstance(each, Tensor) else self.value(each)

    def cost(self, each: Value) -> str:
        """What is lowered."""
        return self.expression(each, 8)

    def bound(self, each: Value) -> str:
        """Where a slice begins or ends."""
        return self.value(each)

    def root(self, each: Root) -> str:
        """All rows of some data."""
        return f"positions {each.key}" if each.positions else f"#{each.key}"

    def mask(self, each: Masked) -> str:
        """What is in the brackets where a mask picks rows."""
        return f"{'' if each.wanted else 'not '}mask {each.key}"

    def index(self, each: Picked) -> str:
        """What is in the brackets where an index array picks rows."""
        return f"index {each.key}"

    def formula(self, each: Formula) -> str:
        """A number that depends on sizes."""
        parts = (self.value(part) if isinstance(part, Value) else self.rows(part) for part in each.operands)
        return f"{each.operator}({', '.join(parts)})"

    def unknown(self, each: Unknown) -> str:
        """What is not known, and why."""
        return f"unknown ({each.reason})"

    def tensor(self, each: Tensor) -> str:
        """An array or a tensor."""
        held = f", rows {self.rows(each.rows)}" if each.rows is not None else ""
        return f"{each.operator}{owner(each)}{shape(each)}{held}"


def owner(tensor: Tensor) -> str:
    """Of which layer or model these weights are; nothing for what are none."""
    return f" of {tensor.layer.kind}" if tensor.operator == WEIGHTS and tensor.layer is not None else ""


def shape(tensor: Tensor) -> str:
    """The sizes of an array's axes, as far as they are known."""
    if tensor.shape is None:
        return ""
    sizes = (_size(each) for each in tensor.shape)
    return f" of shape ({', '.join(sizes)})"


def _size(each: Value) -> str:
    if each == Known(...):
        return "..."
    return repr(each.value) if isinstance(each, Known) else "?"
