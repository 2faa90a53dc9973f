"""Row provenance: rows that are trained on and tested on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.context import certainty_of
from zerolint.detectors.dealing import misdealt
from zerolint.detectors.holding_out import leaks
from zerolint.detectors.passes import divided
from zerolint.detectors.registry import Options, detects
from zerolint.detectors.reuse import named_as_test, same_rows, scored_only, validated
from zerolint.detectors.roles import labels, names_of, role_of, tests_of
from zerolint.facts import Facts
from zerolint.facts.events import Bound, Evaluated, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.influences import Uses
from zerolint.facts.paths import certain, contradict
from zerolint.facts.places import Code, Place, Step
from zerolint.facts.rows import Overlap, Rows, Take, overlap, roots, shuffles, sized
from zerolint.facts.values import Formula, Known, Tensor, Value
from zerolint.finding import Certainty, Hit, Severity
from zerolint.remedy import Remedy, Replace, SetArgument

CUT = frozenset({"slice", "split"})
"""Operations that choose rows; everything else keeps the rows it is given."""


class Side(NamedTuple):
    """An array in a role: where it was cut, under which name, with which rows."""

    value: Tensor
    rows: Rows
    place: Place
    name: str
    event: Bound | Fitted | Evaluated


@detects("ZL101")
def train_test_overlap(facts: Facts, options: Options) -> Iterator[Hit]:
    """Rows that are evaluated on were cut from the rows that are trained on."""
    leaks: dict[Place, tuple[Side, Side, Overlap]] = {}
    for trained, tested in (*_by_use(facts), *_by_name(facts)):
        if (
            tested.place in leaks
            or trained.place == tested.place
            or contradict(trained.event.labels, tested.event.labels)
        ):
            continue
        shared = overlap(trained.rows, tested.rows)
        if shared is not None and shared.shared and not _context_window(trained.rows, tested.rows):
            leaks[tested.place] = trained, tested, shared
    # Labels are cut like their inputs: one defect, told once, on the inputs.
    inputs = [leak for leak in leaks.values() if not labels(leak[1].name)]
    for trained, tested, shared in inputs or leaks.values():
        yield _hit(trained, tested, shared)


def _hit(trained: Side, tested: Side, shared: Overlap) -> Hit:
    whole = not _cut(trained.value)
    later, earlier = (tested, trained) if whole or tested.place >= trained.place else (trained, tested)
    count = f"share {shared.shared} of {shared.total} rows" if _counted(shared, tested) else "share rows"
    chance = shuffles(trained.rows) != shuffles(tested.rows)
    sure = shared.in_every_world and certain(tested.event.labels) and certain(trained.event.labels) and not chance
    certainty: Certainty = "proven" if sure else "likely"
    return Hit(
        at=later.place,
        data={
            "test": tested.name or "the validation data",
            "here": Code(later.place),
            "there": (trained.name or "the training data") if whole else Code(earlier.place),
            "line": trained.event.place if whole else earlier.place,
            "share": count,
        },
        because=(
            Step(trained.event.place if whole else trained.place, "these rows are trained on"),
            Step(tested.place, "these rows are evaluated on"),
        ),
        severity=None if shared.in_every_world else "info",
        certainty=certainty,
    )


def _counted(shared: Overlap, tested: Side) -> bool:
    """Whether the counts are the script's own numbers, and not those of a made-up size."""
    rows = tested.rows
    head = isinstance(rows, Take) and isinstance(rows.stop, Known)
    return shared.total > 1 and (head or (sized(rows) and not shuffles(rows)))


def _by_use(facts: Facts) -> Iterator[tuple[Side, Side]]:
    """What a model is fitted on, against what the same fit or a later evaluation tests it on."""
    names = names_of(facts)
    for fit in facts.of(Fitted):
        trained = _trained(fit, names)
        if trained is None:
            continue
        if fit.validation:
            side = _tested(fit.validation[0], fit, names, trained)
            if side is not None and (_renamed(trained, side) or _cut_anew(trained, side)):
                yield trained, side
        for event in tests_of(facts, fit):
            if event.method != "predict":
                side = _tested(event.x, event, names, trained)
                if side is not None and (role_of(side.name) == "test" or _both_cut_here(trained, side)):
                    yield trained, side


def _renamed(trained: Side, tested: Side) -> bool:
    """Whether the training rows, or a copy of them, were given a test set's name."""
    return role_of(tested.name) == "test" and _derived(tested.value, trained.value)


def _cut_anew(trained: Side, tested: Side) -> bool:
    """Whether the validation rows were cut from an array, and are not just those of the fit once more."""
    apart = tested.value.key != trained.value.key and _cut(tested.value)
    return apart and (role_of(tested.name) == "test" or not same_rows(trained.value, tested.value))


def _both_cut_here(trained: Side, tested: Side) -> bool:
    """Whether two nameless slices of one array were written as a split, and not as a look at training rows."""
    return not tested.name and _cut(trained.value) and _cut(tested.value) and trained.rows != tested.rows


def _trained(fit: Fitted, names: dict[int, list[Bound]]) -> Side | None:
    if not isinstance(fit.x, Tensor) or fit.x.rows is None:
        return None
    cut = _cut_of(fit.x)
    bound = names.get(fit.x.key) or names.get(cut.key if cut is not None else 0) or []
    name = next((each.name for each in bound if role_of(each.name) != "test"), "")
    return Side(fit.x, fit.x.rows, fit.x.place if cut is None else cut.place, name, fit)


def _tested(value: Value, event: Fitted | Evaluated, names: dict[int, list[Bound]], trained: Side) -> Side | None:
    if not isinstance(value, Tensor) or value.rows is None:
        return None
    cut = _cut_of(value)
    bound = names.get(value.key) or names.get(cut.key if cut is not None else 0) or []
    named = next((each for each in bound if role_of(each.name) == "test"), bound[0] if bound else None)
    place = value.place if cut is None else cut.place
    if named is not None and (place == trained.place or cut is None) and _derived(value, trained.value):
        # The training rows under another name, or a copy of them: the assignment is the mistake.
        place = named.given
    return Side(value, value.rows, place if place >= 0 else event.place, named.name if named is not None else "", event)


def _cut_of(value: Value) -> Tensor | None:
    """The operation that chose these rows; everything behind it kept them."""
    if not isinstance(value, Tensor):
        return None
    return next((each for each in ancestors(value) if each.operator in CUT and each.rows == value.rows), None)


def _cut(value: Tensor) -> bool:
    return any(each.operator in CUT for each in ancestors(value))


def _by_name(facts: Facts) -> Iterator[tuple[Side, Side]]:
    """A slice called train and a slice called test, both cut from the same array."""
    sides = [(event.frame, side) for event in facts.of(Bound) for side in _named(event)]
    held: dict[tuple[int, str], set[Rows]] = {}
    for frame, side in sides:
        held.setdefault((frame, side.name), set()).add(side.rows)
    # A name that holds other rows in each turn of a loop is no pair with any other name.
    once = [(frame, side) for frame, side in sides if len(held[frame, side.name]) == 1]
    fitted = [fit.x.rows for fit in facts.of(Fitted) if isinstance(fit.x, Tensor) and fit.x.rows is not None]
    for frame, tested in once:
        if role_of(tested.name) != "test":
            continue
        related = [rows for rows in fitted if _same_roots(rows, tested.rows) and overlap(rows, tested.rows) is not None]
        if related and not any(_shared(rows, tested.rows) for rows in related):
            continue
        for other, trained in once:
            if other != frame or role_of(trained.name) != "train" or labels(trained.name) != labels(tested.name):
                continue
            # Two random cuts overlap by chance; only a use shows that they were meant as a pair.
            same_order = shuffles(trained.rows) == shuffles(tested.rows)
            if same_order and not _derived(trained.value, tested.value) and not _derived(tested.value, trained.value):
                yield trained, tested


def _named(event: Bound) -> Iterator[Side]:
    cut = _cut_of(event.value)
    if cut is not None and isinstance(event.value, Tensor):
        yield Side(event.value, event.value.rows, cut.place, event.name, event)


def _same_roots(first: Rows, second: Rows) -> bool:
    return bool(roots(first) & roots(second))


def _shared(first: Rows, second: Rows) -> bool:
    found = overlap(first, second)
    return found is not None and found.shared > 0


def _derived(part: Tensor, whole: Tensor) -> bool:
    """Whether one array was cut from the other: a carve-out whose rest is what is trained on."""
    return any(each.key == whole.key for each in ancestors(part))


def _context_window(trained: Rows, tested: Rows) -> bool:
    """Whether a test set begins some steps early on purpose: `series[n - lookback:]`."""
    if not (isinstance(trained, Take) and isinstance(tested, Take) and trained.stop is not None):
        return False
    start = tested.start
    if isinstance(start, Known) and start.formula is not None:
        symbol, left, _ = start.formula
        return bool(symbol == "-" and left == trained.stop)
    if isinstance(start, Formula) and start.operator == "-":
        return bool(start.operands[0] == trained.stop)
    return False


@detects("ZL102")
def training_data_as_validation(facts: Facts, options: Options) -> Iterator[Hit]:
    """The rows that a model is fitted on are all that it is tested on."""
    for reuse in (*validated(facts), *named_as_test(facts), *scored_only(facts)):
        yield Hit(
            at=reuse.place,
            data={"score": reuse.score},
            because=(
                Step(reuse.fit.place, "the model is fitted on these rows"),
                Step(reuse.place, "and here it is asked about the same rows"),
            ),
            severity="info" if reuse.usual else None,
            certainty=certainty_of(reuse.event),
        )


@detects("ZL103")
def reshuffled_take_skip(facts: Facts, options: Options) -> Iterator[Hit]:
    """A dataset that is shuffled anew in every pass was cut in two by `take` and `skip`."""
    for taken, skipped in divided(facts):
        sure = all(certain(each.part.event.labels) for each in (taken, skipped))
        yield Hit(
            at=taken.shuffled.place,
            data={"taken": taken.name, "skipped": skipped.name, "line": skipped.cut.place},
            because=(
                Step(taken.cut.place, "the first rows of a pass go here"),
                Step(skipped.cut.place, "all but the first rows of another pass, in another order, go here"),
            ),
            severity="info" if taken.cached and skipped.cached else None,
            certainty="proven" if sure else "likely",
            remedy=Remedy((SetArgument(taken.shuffled.place, "shuffle", KEPT, ("False",), position=2),)),
        )


KEPT = "reshuffle_each_iteration"


@detects("ZL106")
def misordered_split_unpacking(facts: Facts, options: Options) -> Iterator[Hit]:
    """The names on the left contradict the order in which a split gives its parts."""
    for found in misdealt(facts):
        dealt, whole = found.first, found.whole
        changes = tuple(Replace(old, (Code(new),)) for old, new in found.renamed())
        call = dealt.bound.value.place
        yield Hit(
            at=dealt.bound.target,
            data={"name": dealt.bound.name, "what": dealt.what},
            because=(Step(call, "this gives the train part first, and both parts of one array before the next"),),
            severity="warning" if whole else None,
            certainty=certainty_of(dealt.bound),
            # Names that swap train and test throughout may be what was wanted, with a test_size that is meant.
            remedy=Remedy(changes, grade="unsafe" if whole else None) if changes else None,
        )


EFFECTS: dict[Uses, tuple[str, str, Severity]] = {
    "statistic": ("is taken over", "the test is not quite on unseen rows, though the effect is small", "warning"),
    "columns": ("is fitted on", "the test is not quite on unseen rows, though the effect is small", "warning"),
    "labels": ("uses the labels of", "the test score looks far better than on new rows", "error"),
    "copies": (
        "makes training rows out of",
        "near copies of them are trained on, so the test score is too good",
        "error",
    ),
}
"""What each kind of transformer does with held-out rows, what comes of it, and how bad that is."""


@detects("ZL105")
def preprocessing_before_split(facts: Facts, options: Options) -> Iterator[Hit]:
    """A transformer learned from rows that are held out afterwards."""
    for influence, held, clean in leaks(facts):
        does, effect, severity = EFFECTS[influence.uses]
        if clean:
            # Only a validation part is affected; the test that is reported is not.
            severity = "info" if severity == "warning" else "warning"
        yield Hit(
            at=influence.place,
            data={"transformer": influence.transformer, "does": does, "line": held.place, "effect": effect},
            because=(
                Step(influence.place, "this learns from all the rows it is given"),
                Step(held.place, "some of them are held out here"),
            ),
            severity=severity,
            certainty=certainty_of(held.event),
        )
