"""ZL122: most of the rows are held out, and the few that are left are trained on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Bound, Event, Fitted, Split
from zerolint.facts.places import NOWHERE, Evidence
from zerolint.facts.values import SWEEP, Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.identifiers import words
from zerolint.queries.split_parts import in_other_sizes, trains_and_tests

LEAST = 0.8
"""The share of held-out rows from which on it is reported."""
FEW = frozenset("few shot shots labeled labelled unlabeled unlabelled seed support query pool".split())
"""Words of names that say that little is trained on, on purpose."""


@detects("ZL122")
def tiny_training_part(facts: Facts, options: Options) -> Iterator[Hit]:
    """A share of the rows is held out that leaves only a small part to train on."""
    for share in _shares(facts):
        held = share.held
        if held < LEAST or share.event.repeated or SWEEP in share.given.marks:
            continue
        at = share.event.place if share.given.place == NOWHERE else share.given.place
        other = f"{1 - share.written:g}"
        yield Hit(
            at=at,
            data={"name": share.name, "value": f"{share.written:g}", "kept": f"{1 - held:.0%}", "held": f"{held:.0%}"},
            because=(Evidence(share.event.place, "the rows are divided here"),),
            certainty=certainty_of(share.event, share.given),
            proposed_fixes=(ProposedFix((SetArgument(share.event.place, share.callee, share.name, (other,)),)),),
        )


class Share(NamedTuple):
    """A share of the rows as the script gives it: to which parameter of which call, by which event."""

    event: Event
    callee: str
    name: str
    given: Known

    @property
    def written(self) -> float:
        """The share as it is given."""
        return float(self.given.value)

    @property
    def held(self) -> float:
        """Which share of the rows is held out."""
        return 1 - self.written if self.name == "train_size" else self.written


def _shares(facts: Facts) -> Iterator[Share]:
    for split in facts.of(Split):
        if in_other_sizes(facts, split) or not trains_and_tests(facts, split) or _on_purpose(facts, split):
            continue
        for name, given in (("test_size", split.test_size), ("train_size", split.train_size)):
            if isinstance(given, Known) and _share(given):
                yield Share(split, "train_test_split", name, given)
                break
    for fit in facts.of(Fitted):
        if isinstance(fit.validation_split, Known) and _share(fit.validation_split) and not fit.validation:
            yield Share(fit, "fit", "validation_split", fit.validation_split)


def _on_purpose(facts: Facts, split: Split) -> bool:
    keys = {each.key for each in (*split.train, *split.test) if isinstance(each, Tensor)}
    names = (bound.name for bound in facts.of(Bound) if getattr(bound.value, "key", 0) in keys)
    return any(FEW & set(words(name)) for name in names)


def _share(value: Value) -> bool:
    return isinstance(value, Known) and isinstance(value.value, float) and 0 < value.value < 1
