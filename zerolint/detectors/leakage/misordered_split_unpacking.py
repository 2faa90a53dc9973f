"""ZL106: the names a split is unpacked to contradict the order in which it gives its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Bound
from zerolint.facts.places import Code, Evidence, Place
from zerolint.facts.values import NONE, Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, Replace
from zerolint.queries.certainty import certainty_of
from zerolint.queries.dataset_roles import inputs, labels, names_of, role_of


@detects("ZL106")
def misordered_split_unpacking(facts: Facts, options: Options) -> Iterator[Hit]:
    """The names on the left contradict the order in which a split gives its parts."""
    for found in misordered_unpackings(facts):
        part, whole = found.first, found.whole
        changes = tuple(Replace(old, (Code(new),)) for old, new in found.renamed())
        call = part.bound.value.place
        yield Hit(
            at=part.bound.target,
            data={"name": part.bound.name, "what": part.what},
            because=(Evidence(call, "this gives the train part first, and both parts of one array before the next"),),
            severity="warning" if whole else None,
            certainty=certainty_of(part.bound),
            # Names that swap train and test throughout may be what was wanted, with a test_size that is meant.
            proposed_fixes=(ProposedFix(changes, grade="unsafe" if whole else None),) if changes else (),
        )


class UnpackedPart(NamedTuple):
    """A name and the part that it got: `train` or the other one, `labels` where it is known of what."""

    bound: Bound
    train: bool
    labels: bool | None

    @property
    def swaps_use(self) -> bool:
        """Whether the name says train and the part is the test part, or the reverse."""
        role = role_of(self.bound.name)
        return role is not None and (role == "train") != self.train

    @property
    def swaps_kind(self) -> bool:
        """Whether the name says labels and the part is one of the features, or the reverse."""
        name = self.bound.name
        return self.labels is not None and (labels(name) if not self.labels else inputs(name))

    @property
    def what(self) -> str:
        """The part in words."""
        kind = {True: " of the labels", False: " of the features", None: ""}[self.labels]
        return f"the {'train' if self.train else 'test'} part{kind}"


class MisorderedUnpacking(NamedTuple):
    """A split that is unpacked to the wrong names: the first of them, whether only train and test are swapped."""

    first: UnpackedPart
    whole: bool
    call: list[UnpackedPart]

    def renamed(self) -> list[tuple[Place, Place]]:
        """For each name the one that should stand in its place; none where the names do not tell that for sure."""
        # The two parts of one array differ in their use alone.
        by_kind = len(self.call) != 2
        if by_kind and any(each.labels is None for each in self.call):
            return []
        if len({each.bound.given for each in self.call}) != 1:
            # Names of several statements can't change places: the code between them may use one.
            return []
        found: list[tuple[Place, Place]] = []
        for part in self.call:
            fitting = [each.bound for each in self.call if _fits(each.bound.name, part, by_kind=by_kind)]
            if len(fitting) != 1:
                return []
            found.append((part.bound.target, fitting[0].target))
        # Each name is to be used once, and a name that was bound twice has no one place.
        if len({new for _, new in found}) != len(found) or len({each.bound.name for each in self.call}) != len(found):
            return []
        return [(old, new) for old, new in found if old != new]


def _fits(name: str, part: UnpackedPart, *, by_kind: bool) -> bool:
    """Whether a name says what the part is."""
    role = role_of(name)
    if role is None or (role == "train") != part.train:
        return False
    return not by_kind or (labels(name) if part.labels else inputs(name))


def misordered_unpackings(facts: Facts) -> Iterator[MisorderedUnpacking]:
    """The first wrong name of each split, and whether only train and test are swapped.

    A function that returns the parts under wrong names hands its mistake on: it is told where they are named first.
    """
    told = set[Value]()
    for split, parts in _calls(facts):
        if split in told:
            continue
        if {role_of(each.bound.name) for each in parts} >= {"train", "test"}:
            swapped = [each for each in parts if each.swaps_use]
            named = [each for each in parts if role_of(each.bound.name)]
            whole = len(swapped) == len(named)
            if swapped and not (whole and _may_be_meant(swapped[0])):
                told.add(split)
                yield MisorderedUnpacking(swapped[0], whole, parts)
                continue
        swapped = [each for each in parts if each.swaps_kind]
        if {each.labels for each in swapped} == {True, False}:
            told.add(split)
            yield MisorderedUnpacking(swapped[0], False, parts)


def _calls(facts: Facts) -> Iterator[tuple[Value, list[UnpackedPart]]]:
    names = names_of(facts)
    calls: dict[tuple[Value, int], dict[int, UnpackedPart]] = {}
    for bound in facts.of(Bound):
        value = bound.value
        if isinstance(value, Tensor) and isinstance(value.attribute("split"), Known):
            train = value.attribute("train") == Known(True)
            # The first name of a part in a scope is the one it was unpacked to.
            call = calls.setdefault((value.attribute("split"), bound.frame), {})
            call.setdefault(value.key, UnpackedPart(bound, train, _kind(value, names)))
    for (split, _), parts in calls.items():
        yield split, list(parts.values())


def _kind(part: Tensor, names: dict[int, list[Bound]]) -> bool | None:
    """Whether a part is one of labels: the loader says so, or the name of what was split."""
    known = part.attribute("labels")
    if isinstance(known, Known):
        return bool(known.value)
    source = part.operands[0] if part.operands else NONE
    given = [each.name for each in names.get(getattr(source, "key", 0), ())]
    if given and all(map(labels, given)):
        return True
    return False if given and all(map(inputs, given)) else None


def _may_be_meant(part: UnpackedPart) -> bool:
    """Whether the names may have been swapped on purpose: the call gives the larger part to test, or a share unknown.

    `X_test, X_train = train_test_split(X, test_size=share)` trains on the share it is given.
    """
    value = part.bound.value
    size = dict(value.attributes).get("test_size", NONE) if isinstance(value, Tensor) else NONE
    return not isinstance(size, Known) or (isinstance(size.value, float) and size.value >= 0.5)
