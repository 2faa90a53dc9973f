"""What the placeholders of a TF1 graph hold in the runs of a session."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.costs import PLACEHOLDERS
from zerolint.facts.events import SessionRan
from zerolint.facts.graphs import ancestors, uncast
from zerolint.facts.values import Tensor, Value, ordinary_alternatives


def fed(facts: Facts, given: Value, computed: Tensor) -> Iterator[Value]:
    """The arrays that a placeholder is fed with where a session runs what is computed from it.

    The placeholder may be reshaped or cast first. An array that is one of several tells nothing: which one it is may
    depend on its very shape.
    """
    given = uncast(given)
    if not isinstance(given, Tensor) or given.operator not in PLACEHOLDERS:
        return
    for ran in facts.of(SessionRan):
        for placeholder, array in ran.feeds:
            if getattr(placeholder, "key", 0) == given.key and _runs(ran, computed):
                found = ordinary_alternatives(array, ran.labels)
                yield from (value for _, value in found if len(found) == 1)


def _runs(ran: SessionRan, computed: Tensor) -> bool:
    return any(each.key == computed.key for fetch in ran.fetches for each in ancestors(fetch))
