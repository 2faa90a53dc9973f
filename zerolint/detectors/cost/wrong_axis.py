"""ZL225: a softmax, a sum or an argmax over the rows of a batch, where the classes of each row are meant."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.contracts import CONTRACTS
from zerolint.facts.costs import owns_weights
from zerolint.facts.events import Event, OperatorUsed
from zerolint.facts.graphs import ancestors
from zerolint.facts.operations import POINTWISE, operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import costs

BATCH = Known(0)
SHARES = frozenset({"softmax", "log_softmax"})
THROUGH = POINTWISE | {"cast", "same", "sum", "mean", "negate"}


@detects("ZL225")
def wrong_axis(facts: Facts, options: Options) -> Iterator[Hit]:
    """The rows of a batch compete with each other, where the classes of each row should."""
    for event, cost in costs(facts):
        for _, each in ordinary_alternatives(cost, event.labels):
            for made, above in _computed(each):
                what = _over_rows(made, above)
                if what is not None:
                    yield _hit(event, made, what)
    yield from _compared(facts)


def _hit(event: Event, made: Tensor, effect: str) -> Hit:
    return Hit(
        at=made.place,
        data={"operation": Code(made.place), "effect": effect},
        because=(Evidence(event.place, "the loss is computed from it"),) if event.place != made.place else (),
        certainty=certainty_of(event, made),
    )


def _computed(cost: Value) -> Iterator[tuple[Tensor, tuple[str, ...]]]:
    """The arithmetic of a cost down to what the network gives, with the operations that are applied afterwards."""
    seen: set[int] = set()
    waiting: list[tuple[Value, tuple[str, ...]]] = [(cost, ())]
    while waiting:
        each, above = waiting.pop()
        if not isinstance(each, Tensor) or id(each) in seen:
            continue
        seen.add(id(each))
        yield each, above
        name = operation(each.operator)
        if name in THROUGH or each.operator in CONTRACTS:
            waiting += [(operand, (*above, name)) for operand in each.operands]


def _over_rows(made: Tensor, above: tuple[str, ...]) -> str | None:
    """What is wrong with an operation along the first axis; None where nothing is."""
    if made.operator in SHARES and made.attribute("axis") == BATCH and _classes(made.operands[0]):
        return SHARED
    if operation(made.operator) == "divide" and len(made.operands) == 2:
        shares, whole = made.operands
        if _sums_rows(whole) and isinstance(shares, Tensor) and isinstance(whole, Tensor) and _classes(shares):
            inner = whole.operands[0]
            if operation(shares.operator) == "exp" and isinstance(inner, Tensor) and inner.operands == shares.operands:
                return SHARED
    if _sums_rows(made) and "mean" in above and "sum" not in above and _of_classes(made.operands[0]):
        return "the loss of a batch is added up, and divided by the number of classes instead of rows"
    return None


SHARED = "it shares 1 among rows, not among classes"


def _sums_rows(value: Value) -> bool:
    return isinstance(value, Tensor) and operation(value.operator) == "sum" and value.attribute("axis") == BATCH


def _of_classes(value: Value) -> bool:
    """Whether this is labels times the logarithm of a softmax over several classes."""
    if not isinstance(value, Tensor) or operation(value.operator) != "multiply":
        return False
    return any(
        each.operator == "log_softmax" or (operation(each.operator) == "log" and _is_softmax(each.operands[0]))
        for each in value.operands
        if isinstance(each, Tensor) and each.operands
    )


def _is_softmax(value: Value) -> bool:
    while isinstance(value, Tensor) and operation(value.operator) in ("clip", "add", "maximum", "minimum"):
        value = value.operands[0]
    if not isinstance(value, Tensor):
        return False
    if value.operator == "softmax":
        return _classes(value)
    above = value.operands[0] if operation(value.operator) == "divide" else None
    return isinstance(above, Tensor) and operation(above.operator) == "exp" and _classes(above)


def _classes(value: Value) -> bool:
    """Whether this is arithmetic on several scores for each of the rows of a batch, which a network gave."""
    waiting, seen = [value], set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, Tensor) and id(each) not in seen:
            seen.add(id(each))
            if _scores(each):
                return True
            if operation(each.operator) in THROUGH | {"exp"} or each.operator in SHARES:
                waiting += each.operands
    return False


def _scores(value: Tensor) -> bool:
    return _several(value) and any(owns_weights(each) for each in ancestors(value))


def _several(value: Value) -> bool:
    """Whether an array has rows of which the number is open, with more than one number in each."""
    shape = value.shape if isinstance(value, Tensor) else None
    if shape is None or len(shape) != 2 or shape[0] == Known(...):
        return False
    rows, width = shape
    is_open = not (isinstance(rows, Known) and isinstance(rows.value, int))
    return is_open and isinstance(width, Known) and isinstance(width.value, int) and width.value > 1


def _compared(facts: Facts) -> Iterator[Hit]:
    """The largest of each column, of predictions and of labels: one index a class, where one a row is meant."""
    found = [
        (event, event.result)
        for event in facts.of(OperatorUsed)
        if isinstance(event.result, Tensor)
        and event.result.operator == "argmax"
        and event.result.attribute("axis") == BATCH
        and _several(event.result.operands[0])
    ]
    labelled = any(not _trained(made) for _, made in found)
    for event, made in found if labelled else ():
        if _trained(made):
            yield _hit(event, made, "it gives one row for each class, not one class for each row")


def _trained(made: Tensor) -> bool:
    return any(owns_weights(each) for each in ancestors(made))
