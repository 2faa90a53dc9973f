"""Where claim builders register under the name that pages give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from zerolint.claims.claim import Subject
from zerolint.facts import Facts

Thresholds = Mapping[str, float]
Builder = Callable[[Facts, Thresholds], Iterator[Subject]]

BUILDERS: dict[str, Builder] = {}


def builds(name: str) -> Callable[[Builder], Builder]:
    """Register a function as the builder of this name."""

    def register(function: Builder) -> Builder:
        if name in BUILDERS:
            raise ValueError(f"two builders are called {name}")
        BUILDERS[name] = function
        return function

    return register
