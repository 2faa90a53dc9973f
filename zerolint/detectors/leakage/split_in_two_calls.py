"""ZL107: inputs and labels are split by two calls that do not draw the same rows."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Split
from zerolint.facts.places import Code, Evidence
from zerolint.facts.values import NONE
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, SetArgument, Template
from zerolint.queries.certainty import certainty_of
from zerolint.queries.split_orders import torn_pairs


@detects("ZL107")
def split_in_two_calls(facts: Facts, options: Options) -> Iterator[Hit]:
    """What one call draws for the inputs is not what another one draws for the labels."""
    for pair in torn_pairs(facts):
        later = pair.later
        earlier = pair.inputs if later is pair.labels else pair.labels
        yield Hit(
            at=later.place,
            data={"inputs": pair.names[0], "labels": pair.names[1], "line": earlier.place},
            because=(
                Evidence(pair.inputs.place, "the rows of the inputs are drawn here"),
                Evidence(pair.labels.place, "those of the labels are drawn here, not the same ones"),
            ),
            certainty=certainty_of(later, later.seed, earlier.seed) if pair.used else "likely",
            proposed_fixes=_fixes(earlier, later),
        )


def _fixes(earlier: Split, later: Split) -> tuple[ProposedFix, ...]:
    """One seed for both calls, one that is there if any; none where one of them keeps the shares of classes."""
    if (earlier.stratify, later.stratify) != (NONE, NONE):
        return ()
    if earlier.seed != NONE:
        return (ProposedFix((_seeded(later, (Code(earlier.seed.place),)),)),)
    if later.seed != NONE:
        return (ProposedFix((_seeded(earlier, (Code(later.seed.place),)),)),)
    return (ProposedFix((_seeded(earlier, ("0",)), _seeded(later, ("0",)))),)


def _seeded(split: Split, seed: Template) -> SetArgument:
    return SetArgument(split.place, "train_test_split", "random_state", seed)
