"""ZL505: rows of features in a random order that the labels they are fitted with do not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted, RowsShuffled, Seeded
from zerolint.facts.operations import operation
from zerolint.facts.paths import contradict
from zerolint.facts.places import Evidence, Place
from zerolint.facts.rows import Masked, Root, Rows, Shuffled, Take
from zerolint.facts.values import Tensor, Unknown, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.script_kind import adversarial

ALONE = "the features are shuffled and their labels are not"
APART = "features and labels are shuffled in two calls, each in an order of its own"
MADE_UP = ("numpy.random.", "tf.random.", "numpy.arange", "tf.range")
"""What draws numbers: as labels they belong to no row."""


class Line(NamedTuple):
    """How rows came about: their root, the random orders, and the cuts that they went through, the last one first."""

    root: int
    orders: tuple[int, ...]
    cuts: tuple[object, ...]


@detects("ZL505")
def features_shuffled_alone(facts: Facts, options: Options) -> Iterator[Hit]:
    """Rows of features in a random order that the labels they are fitted with do not have."""
    drawn = {event.key: event for event in facts.of(RowsShuffled)}
    if not drawn or adversarial(facts):
        return
    told: set[Place] = set()
    pairs = list(_pairs(facts))
    right = [(fit, _roots(x, y)) for fit, x, y in pairs if _in_one_order(x, y)]
    for fit, x, y in pairs:
        found = _mismatch(facts, x, y, drawn)
        if found is None or any(other is not fit and roots == _roots(x, y) for other, roots in right):
            # Beside a fit on right pairs this is one that shows what is learnt of wrong ones.
            continue
        shuffle, cause = found
        at = shuffle.place if shuffle.in_place else _reordered(x if cause == ALONE else y, shuffle)
        if at not in told:
            told.add(at)
            yield Hit(
                at=at,
                data={"cause": cause},
                because=(Evidence(fit.place, "they are fitted as pairs here"),),
                certainty=certainty_of(fit),
            )


def _pairs(facts: Facts) -> Iterator[tuple[Fitted, Value, Value]]:
    """Features and labels that are fitted as pairs."""
    for fit in facts.of(Fitted):
        for y in fit.targets or (fit.y,):
            for labels, features in ordinary_alternatives(fit.x, fit.labels):
                for other, target in ordinary_alternatives(y, labels):
                    if not contradict(labels, other):
                        yield fit, features, target


def _roots(x: Value, y: Value) -> tuple[int, int]:
    features, labels = _line(x), _line(y)
    return (0 if features is None else features.root, 0 if labels is None else labels.root)


def _in_one_order(x: Value, y: Value) -> bool:
    features, labels = _line(x), _line(y)
    return features is not None and labels is not None and features.orders == labels.orders


def _mismatch(facts: Facts, x: Value, y: Value, drawn: Mapping[int, RowsShuffled]) -> tuple[RowsShuffled, str] | None:
    """The shuffle that parts features from labels, and how; None where they may belong together."""
    features, labels = _line(x), _line(y)
    if features is None or labels is None or features.cuts != labels.cuts or _made_up(y, labels.root):
        return None
    own = [key for key in features.orders if key not in labels.orders]
    others = [key for key in labels.orders if key not in features.orders]
    if not own or any(key not in drawn for key in own + others):
        return None
    if not others:
        # Labels that came later may be in the order of the features already.
        return (drawn[own[-1]], ALONE) if labels.root in (features.root, *range(own[-1])) else None
    shuffles = sorted((drawn[key] for key in own + others), key=lambda event: event.order)
    return (drawn[others[-1]], APART) if _apart(facts, shuffles) else None


def _apart(facts: Facts, shuffles: list[RowsShuffled]) -> bool:
    """Whether no seed makes several shuffles draw the same order."""
    first, last = shuffles[0].order, shuffles[-1].order
    seeded = any(first < event.order < last for event in facts.of(Seeded))
    return not seeded and not any(each.seeded for each in shuffles)


def _line(value: Value) -> Line | None:
    """How the rows of an array came about; None where that is not known."""
    rows: Rows | None = value.rows if isinstance(value, Tensor) else None
    if isinstance(value, Unknown) and value.key:
        rows = Root(value.key)
    orders: list[int] = []
    cuts: list[object] = []
    while rows is not None and not isinstance(rows, Root):
        match rows:
            case Shuffled():
                orders.append(rows.key)
            case Take():
                cuts.append((rows.start, rows.stop, rows.step))
            case Masked():
                cuts.append((rows.key, rows.wanted))
            case _:
                return None
        rows = rows.base
    return None if rows is None else Line(rows.key, tuple(orders), tuple(cuts))


def _behind(value: Value) -> Iterator[Tensor]:
    """An array and what it was made of, along its first operands."""
    while isinstance(value, Tensor):
        yield value
        value = value.operands[0] if value.operands else Unknown("nothing")


def _made_up(value: Value, root: int) -> bool:
    """Whether labels are drawn, or all the same, so that they belong to no row."""
    made = [each for each in _behind(value) if each.key == root]
    return any(
        each.operator.startswith(MADE_UP) or operation(each.operator) in ("zeros", "ones", "full") for each in made
    )


def _reordered(value: Value, shuffle: RowsShuffled) -> Place:
    """Where an array was given an order that was drawn as positions or as a copy."""
    found = shuffle.place
    for each in _behind(value):
        line = _line(each)
        if line is None or shuffle.key not in line.orders:
            break
        found = each.place
    return found
