"""Arrays in a role and the pairs of them: what is trained on beside what is tested on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import PREDICTION, Bound, Evaluated, Event, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.operations import CONDITIONS
from zerolint.facts.overlaps import overlap
from zerolint.facts.paths import contradict
from zerolint.facts.places import Place
from zerolint.facts.rows import Joined, Root, Rows, Shuffled, Take, roots, shuffles
from zerolint.facts.values import Formula, Known, Tensor, Unknown, Value
from zerolint.queries.dataset_roles import Role, labels, names_of, role_of, tests_of
from zerolint.queries.resubstitution import same_rows

Names = Mapping[int, list[Bound]]
CUT = frozenset({"slice", "split"})
"""Operations that choose rows; everything else keeps the rows it is given."""


class Subset(NamedTuple):
    """An array in a role: where it was cut, under which name, with which rows."""

    value: Tensor
    rows: Rows
    place: Place
    name: str
    event: Bound | Fitted | Evaluated

    @property
    def use(self) -> Place:
        """Where the array is used in its role, or was named for it."""
        if isinstance(self.event, Fitted) and self.event.validation[:1] == (self.value,):
            return self.event.validation_place
        return self.event.place


def train_test_pairs(facts: Facts) -> Iterator[tuple[Subset, Subset]]:
    """Training rows and test rows that belong together, each at a place of its own and on one path."""
    names = names_of(facts)
    for trained, tested in (*_by_use(facts, names), *_by_name(facts)):
        if contradict(trained.event.labels, tested.event.labels) or _split_together(trained, tested):
            continue
        here, there = _own_place(tested, trained, names, "test"), _own_place(trained, tested, names, "train")
        if fitted_on_all(trained, tested) and there < here:
            # What was made of all rows before the split is right; to fit on it behind the split is not.
            there = trained.event.place
        if here != there:
            yield trained._replace(place=there), tested._replace(place=here)


def _split_together(trained: Subset, tested: Subset) -> bool:
    """Whether one call split both off: that it went to the wrong names is another mistake."""
    return _split(trained) is not None and _split(trained) == _split(tested)


def _split(side: Subset) -> Value | None:
    """The call that split these rows from those of the other side."""
    cut = _cut_of(side.value)
    split = None if cut is None else cut.attribute("split")
    return split if isinstance(split, Known) else None


def fitted_on_all(trained: Subset, tested: Subset) -> bool:
    """Whether the test part was split off as it should be, and the fit is given all rows and not the other part."""
    cut = _cut_of(tested.value)
    if cut is None or _split(tested) is None or not isinstance(trained.event, Fitted):
        return False
    whole = cut.operands[0] if cut.operands else None
    return isinstance(whole, Tensor) and _chosen(whole.rows) == _chosen(trained.rows)


def _own_place(side: Subset, other: Subset, names: Names, role: Role) -> Place:
    """Where one side parts from the other: its cut, or if that is of both, what a name of its own was given first.

    A helper that both go through is the place of neither: the call of it is.
    """
    shared = _places(other.value, names, role)
    if side.place not in shared:
        return side.place
    passed = [each for each in ancestors(side.value) if _chosen(each.rows) == _chosen(side.rows)]
    given = [bound for each in passed for bound in names.get(each.key, ()) if bound.given not in shared]
    if not given:
        return side.use
    outermost = max(given, key=lambda bound: bound.order).frame
    return min((bound for bound in given if bound.frame == outermost), key=lambda bound: bound.order).given


def _places(value: Tensor, names: Names, other: Role) -> set[Place]:
    """Everywhere that an array, and what it was made of, was made or named, but by a name in the other role."""
    made_of = list(ancestors(value))
    bound = [bound for each in made_of for bound in names.get(each.key, ()) if role_of(bound.name) != other]
    return {each.place for each in made_of} | {each.given for each in bound}


def _by_use(facts: Facts, names: Names) -> Iterator[tuple[Subset, Subset]]:
    """What a model is fitted on, against what the same fit or a later evaluation tests it on."""
    for fit in facts.of(Fitted):
        trained = _trained(fit, names)
        if trained is None:
            continue
        if fit.validation:
            side = _tested(fit.validation[0], fit, names)
            if side is not None and (_renamed(trained, side) or _cut_anew(trained, side)):
                yield trained, side
        for event in tests_of(facts, fit):
            if event.method != "predict":
                side = _tested(event.x, event, names)
                named = side is not None and role_of(side.name) == "test"
                if side is None or _imitates(fit, event):
                    continue
                if named or (_both_cut_here(trained, side) and not _look_at_training(trained, side, names)):
                    yield trained, side


def _imitates(fit: Fitted, tested: Evaluated) -> bool:
    """Whether a model is taught what another one answers to these rows, and asked how well it imitates it there.

    Which targets they are is known where both calls are given one array; those of the rows are cut with them.
    """
    answers = isinstance(fit.y, Unknown) or any(each.operator == PREDICTION for each in ancestors(fit.y))
    return fit.x == tested.x and fit.y == tested.y and answers


def _renamed(trained: Subset, tested: Subset) -> bool:
    """Whether the training rows, or a copy of them, were given a test set's name."""
    return role_of(tested.name) == "test" and _derived(tested.value, trained.value)


def _cut_anew(trained: Subset, tested: Subset) -> bool:
    """Whether the validation rows were cut from an array, and are not just those of the fit once more."""
    apart = tested.value.key != trained.value.key and cut_from(tested.value)
    return apart and (role_of(tested.name) == "test" or not same_rows(trained.value, tested.value))


def _both_cut_here(trained: Subset, tested: Subset) -> bool:
    """Whether two nameless slices of one array were written as a split, and not as a look at training rows."""
    return not tested.name and cut_from(trained.value) and cut_from(tested.value) and trained.rows != tested.rows


def _look_at_training(trained: Subset, tested: Subset, names: Names) -> bool:
    """Whether batches are drawn from an array that is named for training, and the cost of some of its rows is shown."""
    cut = _cut_of(tested.value)
    whole = cut.operands[0] if cut is not None and cut.operands else None
    named = any(role_of(each.name) == "train" for each in names.get(getattr(whole, "key", 0), ()))
    return named and bool(shuffles(trained.rows) - shuffles(tested.rows))


def _trained(fit: Fitted, names: Names) -> Subset | None:
    if not isinstance(fit.x, Tensor) or fit.x.rows is None:
        return None
    cut = _cut_of(fit.x)
    bound = _so_far(names.get(fit.x.key, ()), fit) or _so_far(names.get(cut.key, ()) if cut is not None else (), fit)
    name = next((each.name for each in bound if role_of(each.name) != "test"), "")
    return Subset(fit.x, fit.x.rows, fit.x.place if cut is None else cut.place, name, fit)


def _tested(value: Value, event: Fitted | Evaluated, names: Names) -> Subset | None:
    if not isinstance(value, Tensor) or value.rows is None:
        return None
    cut = _cut_of(value)
    bound = _so_far(names.get(value.key, ()), event) or _so_far(
        names.get(cut.key, ()) if cut is not None else (), event
    )
    named = next((each for each in bound if role_of(each.name) == "test"), bound[0] if bound else None)
    place = value.place if cut is None else cut.place
    return Subset(value, value.rows, place, named.name if named is not None else "", event)


def _so_far(bound: Iterable[Bound], use: Event) -> list[Bound]:
    """The names that something had when it was used; those of later loops over it say nothing."""
    return [each for each in bound if each.order < use.order]


def _cut_of(value: Value) -> Tensor | None:
    """The operation that chose these rows; everything behind it kept them, in whatever order."""
    if not isinstance(value, Tensor):
        return None
    chosen = _chosen(value.rows)
    return next((each for each in ancestors(value) if _cuts(each) and _chosen(each.rows) == chosen), None)


def _cuts(tensor: Tensor) -> bool:
    """Whether an operation chose some of the rows that it was given, and not pixels or columns of all."""
    given = tensor.operands[0] if tensor.operands else None
    rows = given.rows if isinstance(given, Tensor) else None
    return tensor.operator in CUT and (rows is None or _chosen(rows) != _chosen(tensor.rows))


def _chosen(rows: Rows | None) -> Rows | None:
    """The rows, whatever their order."""
    while isinstance(rows, Shuffled):
        rows = rows.base
    return rows


def cut_from(value: Tensor) -> bool:
    """Whether these rows were chosen among those of another array."""
    return any(map(_cuts, ancestors(value)))


def _by_name(facts: Facts) -> Iterator[tuple[Subset, Subset]]:
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
            # Two random cuts overlap by chance, and a notebook may cut one table twice, in two ways, for two models:
            # only a use shows that such are meant as a pair.
            same_order = shuffles(trained.rows) == shuffles(tested.rows) and _base(trained.rows) == _base(tested.rows)
            if same_order and not _derived(trained.value, tested.value) and not _derived(tested.value, trained.value):
                yield trained, tested


def _named(event: Bound) -> Iterator[Subset]:
    """Not what a model answered about rows: its name says whose answers these are, not what they are for.

    Nor a yes or no for each row, which chooses rows and holds none.
    """
    cut = _cut_of(event.value)
    answers = any(each.operator == PREDICTION for each in ancestors(event.value))
    if cut is not None and isinstance(event.value, Tensor) and not answers and not _chooses(event):
        yield Subset(event.value, event.value.rows, cut.place, event.name, event)


def _chooses(event: Bound) -> bool:
    operator = event.value.operator if isinstance(event.value, Tensor) else ""
    return operator.rpartition(".")[2] in CONDITIONS | {"~", "logical_not"} and not labels(event.name)


def _base(rows: Rows) -> Rows:
    """What these rows were cut from."""
    return rows if isinstance(rows, (Root, Joined)) else rows.base


def _same_roots(first: Rows, second: Rows) -> bool:
    return bool(roots(first) & roots(second))


def _shared(first: Rows, second: Rows) -> bool:
    found = overlap(first, second)
    return found is not None and found.shared > 0


def _derived(part: Tensor, whole: Tensor) -> bool:
    """Whether one array was cut from the other: a carve-out whose rest is what is trained on."""
    return any(each.key == whole.key for each in ancestors(part))


def context_window(trained: Rows, tested: Rows) -> bool:
    """Whether a test set begins some steps early on purpose: `series[n - lookback:]`."""
    if not (isinstance(trained, Take) and isinstance(tested, Take) and trained.stop is not None):
        return False
    start = tested.start
    if isinstance(start, Formula) and start.operator == "max" and start.operands[0] == Known(0):
        start = start.operands[-1]
    if isinstance(start, Known) and start.formula is not None:
        symbol, left, _ = start.formula
        return bool(symbol == "-" and left == trained.stop)
    if isinstance(start, Formula) and start.operator == "-":
        return bool(_rounded(start.operands[0]) == _rounded(trained.stop))
    return False


WHOLE = ("int", "round", "floor", "ceil")
"""What gives a whole number, which the same functions leave as it is."""


def _rounded(number: Value) -> Value:
    """A number without what rounds it once more: `int(int(n))`."""
    while isinstance(number, Formula) and number.operator in (*WHOLE, "float"):
        inner = number.operands[0]
        if not isinstance(inner, Formula) or inner.operator not in WHOLE:
            break
        number = inner
    return number
