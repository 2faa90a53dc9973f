"""ZL229: errors averaged over the pixels beside a divergence that is summed over the latent numbers."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, CostAdded, Event, GradientApplied
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import costs
from zerolint.queries.reduced_terms import ReducedTerm, divergence, is_error, reduced_terms

LEAST = 8
"""Numbers of a row over which a mean is much smaller than a sum."""
USUAL = (0.25, 1.0)
"""Factors that the divergence has by itself; any other is a weight that the script has chosen."""


@detects("ZL229")
def unbalanced_vae_terms(facts: Facts, options: Options) -> Iterator[Hit]:
    """What is rebuilt counts a pixel's worth, and the latent numbers count in full."""
    for found in _together(facts):
        latent = divergence([term for _, term in found])
        if latent is None or "sum" not in latent.reductions or not USUAL[0] <= abs(latent.factor) <= USUAL[1]:
            continue
        for event, term in found:
            if is_error(term) and "sum" not in term.reductions and 0 < term.factor <= 1 and _many(term.core):
                yield Hit(
                    at=term.core.place,
                    data={},
                    because=(Evidence(latent.reduced, "the divergence is summed here"),) if latent.reduced >= 0 else (),
                    certainty=certainty_of(event, term.core),
                )


def _together(facts: Facts) -> Iterator[list[tuple[Event, ReducedTerm]]]:
    """The terms that are lowered together: a cost by hand, or the loss of a compile and what is added to it."""
    added: list[tuple[Event, ReducedTerm]] = []
    compiled: list[list[tuple[Event, ReducedTerm]]] = []
    for event, cost in costs(facts):
        for _, each in ordinary_alternatives(cost, event.labels):
            terms: list[tuple[Event, ReducedTerm]] = [(event, term) for term in reduced_terms(each)]
            if isinstance(event, GradientApplied):
                yield terms
            elif isinstance(event, CostAdded):
                added += terms
            elif isinstance(event, Compiled):
                compiled.append(terms)
    for terms in compiled or [[]]:
        yield [*terms, *added]


def _many(core: Tensor) -> bool:
    """Whether the error is one of many numbers a row."""
    compared = [
        core,
        *core.operands,
        *(below for each in core.operands if isinstance(each, Tensor) for below in each.operands),
    ]
    shapes = [each.shape for each in compared if isinstance(each, Tensor) and each.shape is not None]
    return any(_size(each) >= LEAST for shape in shapes for each in shape[1:])


def _size(value: Value) -> int:
    return value.value if isinstance(value, Known) and isinstance(value.value, int) else 0
