"""ZL315: dropout that leaves next to nothing: the loss hardly falls, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.costs import PLACEHOLDERS
from zerolint.facts.events import Event
from zerolint.facts.graphs import ancestors
from zerolint.facts.networks import Network
from zerolint.facts.places import Evidence
from zerolint.facts.values import Tensor
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import Passed, ProposedFix, Replace, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.dropouts import Dropout, dropouts
from zerolint.queries.trained_networks import trained_networks

LEAST = 0.9
"""A single dropout below this slows the training, and may be meant."""
IN_A_ROW = 0.8
"""Several dropouts from this rate on leave hardly anything."""


@detects("ZL315")
def saturating_dropout(facts: Facts, options: Options) -> Iterator[Hit]:
    """A dropout of everything or almost everything, or several in a row that leave little each."""
    for event, network in trained_networks(facts):
        strong = _strong(facts, event, network)
        for each in strong:
            row = [other for other in strong if _on_one_path(each, other)]
            if each.rate >= LEAST or row:
                yield _hit(event, each, row)


def _strong(facts: Facts, event: Event, network: Network) -> list[Dropout]:
    """The dropouts of a network that leave little, each with the largest share that it drops."""
    found = []
    for tensor in network.tensors.values():
        rates = [each for each in dropouts(facts, tensor, event.labels) if IN_A_ROW <= each.rate < 1 or each.zeroes]
        if rates:
            found.append(max(rates, key=lambda each: each.rate))
    return found


def _on_one_path(first: Dropout, second: Dropout) -> bool:
    """Whether what goes through one of two dropouts goes through the other as well."""
    return first is not second and any(
        each is lower.tensor for upper, lower in ((first, second), (second, first)) for each in ancestors(upper.tensor)
    )


def _hit(event: Event, found: Dropout, row: list[Dropout]) -> Hit:
    alone = found.rate >= LEAST
    others = {} if alone else dict.fromkeys(each.tensor.place for each in row)
    literal = found.fed is None and found.given.place >= 0
    because = [Evidence(place, "this dropout is on the same path") for place in others if place >= 0]
    if found.fed is not None and found.fed >= 0:
        because.append(Evidence(found.fed, f"the placeholder is fed {found.given.value:g} here"))
    return Hit(
        at=found.given.place if literal else found.tensor.place,
        data={
            "what": _told(found),
            "left": _left(found.rate) + ("" if alone else f" in each of {len(row) + 1} layers in a row"),
            "effect": "all that follows is computed from zeros" if found.rate == 1 else "the loss hardly falls",
        },
        because=tuple(because),
        severity="error" if found.rate == 1 else None,
        certainty=certainty_of(event, found.given),
        proposed_fixes=_fixes(found),
    )


def _told(found: Dropout) -> str:
    name = "keep_prob" if found.kept else "dropout rate"
    return f"{name} {found.given.value:g}" if found.fed is None else f"a {name} that is fed {found.given.value:g}"


def _left(rate: float) -> str:
    return "none of the numbers" if rate == 1 else f"{100 * (1 - rate):.3g}% of the numbers"


def _fixes(found: Dropout) -> tuple[ProposedFix, ...]:
    """Half is dropped instead; a placeholder that is fed 1 holds the share that is kept."""
    if found.fed is not None:
        given = found.tensor.attribute("rate")
        if found.rate < 1 or not isinstance(given, Tensor) or given.operator not in PLACEHOLDERS:
            return ()
        edit = SetArgument(found.tensor.place, "dropout", "rate", ("1 - ", Passed(found.tensor.place, "rate", 1)))
        return (ProposedFix((edit,), "unsafe", "pass what is left of 1"),)
    return (ProposedFix((Replace(found.given.place, ("0.5",)),)),) if found.given.place >= 0 else ()
