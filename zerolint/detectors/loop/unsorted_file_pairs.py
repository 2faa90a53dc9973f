"""ZL515: inputs and targets read from two listings, in whatever orders the file system keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.listings import Listing, listings, same_folder
from zerolint.facts.places import Code, Evidence, Place
from zerolint.facts.values import Value
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, Replace
from zerolint.queries.certainty import certainty_of
from zerolint.queries.script_kind import adversarial


@detects("ZL515")
def unsorted_file_pairs(facts: Facts, options: Options) -> Iterator[Hit]:
    """Inputs and targets read from two listings, in whatever orders the file system keeps them."""
    if adversarial(facts):
        return
    told: set[Place] = set()
    for fit in facts.of(Fitted):
        for y in fit.targets or (fit.y,):
            unsorted = _unsorted(fit.x, y)
            if not unsorted or unsorted[-1].name.place in told:
                continue
            *others, last = (each.name.place for each in unsorted)
            told.add(last)
            places = list(dict.fromkeys((*others, last)))
            yield Hit(
                at=last,
                data={"listing": Code(last)},
                because=(
                    *(Evidence(each, "this listing is in no order either") for each in places if each != last),
                    Evidence(fit.place, "inputs and targets are fitted as pairs here"),
                ),
                certainty=certainty_of(fit),
                proposed_fixes=(ProposedFix(tuple(Replace(each, ("sorted(", Code(each), ")")) for each in places)),),
            )


def _unsorted(x: Value, y: Value) -> list[Listing]:
    """The listings in no order, where inputs and targets were read from different ones; none where they share one."""
    inputs, targets = listings(x), listings(y)
    if not inputs or not targets or inputs.keys() & targets.keys():
        return []
    if any(same_folder(one, other) for one in inputs.values() for other in targets.values()):
        return []
    return [each for each in (*inputs.values(), *targets.values()) if not each.ordered]
