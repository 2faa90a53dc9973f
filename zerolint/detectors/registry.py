"""Where detectors register under the code they answer for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from zerolint.facts import Facts
from zerolint.findings.finding import Hit

Options = Mapping[str, object]
Detector = Callable[[Facts, Options], Iterator[Hit]]

DETECTORS: dict[str, Detector] = {}


def detects(code: str) -> Callable[[Detector], Detector]:
    """Register a function as the detector of a rule."""

    def register(function: Detector) -> Detector:
        if code in DETECTORS:
            raise ValueError(f"{code} has two detectors: {DETECTORS[code].__name__} and {function.__name__}")
        DETECTORS[code] = function
        return function

    return register
