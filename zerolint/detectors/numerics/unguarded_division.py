"""ZL403: a division by something that is known to be zero: what a network gives, or the spread of a blank column."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.activations import RANGES
from zerolint.facts.events import Evaluated, Event, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.intervals import End
from zerolint.facts.operations import operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Sequence, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.exposed_operations import exposed_operations

BLANK = frozenset({"keras.datasets.mnist.load_data"})
"""Pictures with pixels that are the same in all of them: the corners of MNIST are always 0."""
SPREADS = frozenset({"std", "nanstd", "ptp"})


@detects("ZL403")
def unguarded_division(facts: Facts, options: Options) -> Iterator[Hit]:
    """A division by something that is known to be zero."""
    for event, quotient in exposed_operations(facts, "divide", "inverse"):
        divisor = quotient.operands[-1]
        given = interval(divisor)
        if given.low == 0 and given.low_end is End.CLOSED and given.high > 0 and not _of_labels(divisor):
            shown = f"{divisor.operator} reaches 0" if isinstance(divisor, Tensor) else "this reaches 0"
            effect = "the loss or its gradient then is inf or NaN"
            yield _hit(event, quotient, divisor, f"{shown} in float32" if given.high <= 1 else shown, effect)
    for event, fed in _fed(facts):
        for each in ancestors(fed):
            divisor = each.operands[1] if operation(each.operator) == "divide" and len(each.operands) == 2 else each
            if divisor is not each and _spread_of_blank_columns(divisor):
                effect = "those columns become NaN, and with them the weights"
                yield _hit(event, each, divisor, "some columns of this data are the same in every row", effect)


def _hit(event: Event, quotient: Tensor, divisor: Value, reason: str, effect: str) -> Hit:
    return Hit(
        at=quotient.place,
        data={"quotient": Code(quotient.place), "divisor": _named(divisor), "effect": effect},
        because=(Evidence(divisor.place, reason),) if divisor.place >= 0 else (),
        certainty=certainty_of(event, quotient),
    )


def _named(divisor: Value) -> str | Code:
    """An activation by its name, since it stands elsewhere; anything else as it is written."""
    by_name = isinstance(divisor, Tensor) and divisor.operator in RANGES
    return f"the {divisor.operator}" if isinstance(divisor, Tensor) and by_name else Code(divisor.place)


def _of_labels(divisor: Value) -> bool:
    """Whether a divisor is a label or a mask alone: no derivative is asked for, and it may be chosen above 0."""
    return not any(each.operator.startswith("keras.layers.") for each in ancestors(divisor))


def _fed(facts: Facts) -> Iterator[tuple[Event, Value]]:
    fed: list[Fitted | Evaluated] = [*facts.of(Fitted), *facts.of(Evaluated)]
    for event in fed:
        for _, each in ordinary_alternatives(event.x, event.labels):
            yield event, each


def _spread_of_blank_columns(divisor: Value) -> bool:
    """Whether this is how far the columns of a data set lie apart, of which some are known to be constant."""
    if not isinstance(divisor, Tensor) or not divisor.operands:
        return False
    if divisor.operator.rpartition(".")[2] in SPREADS and _over_rows(divisor.attribute("axis")):
        return _blank(divisor.operands[0])
    if operation(divisor.operator) == "subtract" and len(divisor.operands) == 2:
        # The largest number of each column without the smallest.
        return all(
            isinstance(each, Tensor)
            and operation(each.operator) == "extreme"
            and _over_rows(each.attribute("axis"))
            and _blank(each.operands[0])
            for each in divisor.operands
        )
    return False


def _over_rows(axis: Value) -> bool:
    """Whether a number is taken for each pixel; over more axes than the rows only where they are all pixels."""
    return axis == Known(0) or (isinstance(axis, Sequence) and axis.items == (Known(0),))


def _one_a_column(operand: Value) -> bool:
    """Whether an operand is the same number in all rows: a constant, or something taken over the rows."""
    return isinstance(operand, Known) or (isinstance(operand, Tensor) and _over_rows(operand.attribute("axis")))


def _blank(data: Value) -> bool:
    """Whether data is a data set with constant columns, moved, retyped or with all rows changed alike."""
    while isinstance(data, Tensor) and data.operands:
        scaled = operation(data.operator) in ("multiply", "divide", "subtract") and _one_a_column(data.operands[-1])
        if data.operator in BLANK:
            return True
        if not (scaled or operation(data.operator) in ("same", "cast") or data.operator == "item"):
            return False
        data = data.operands[0]
    return isinstance(data, Tensor) and data.operator in BLANK
