"""Detectors: short pure functions, facts in, hits out; a folder a family, one module a rule, found by folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache

from zerolint.detectors.registry import DETECTORS, Options, detects
from zerolint.facts import Facts
from zerolint.findings.finding import Hit

__all__ = ["DetectorError", "Options", "detect", "detects", "implemented"]


class DetectorError(Exception):
    """A detector raised: names the rule, keeps the cause."""

    def __init__(self, code: str, cause: Exception) -> None:
        super().__init__(f"{code}: {type(cause).__name__}: {cause}")
        self.code = code


@cache
def _load() -> Mapping[str, Callable[[Facts, Options], Iterator[Hit]]]:
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return DETECTORS


def implemented() -> frozenset[str]:
    """The codes that have a detector."""
    return frozenset(_load())


def detect(facts: Facts, codes: Collection[str], options: Mapping[str, Mapping[str, object]]) -> list[tuple[str, Hit]]:
    """Ask each of these rules that has a detector; raises DetectorError naming the rule that failed.

    Nothing is proven of a script that leaves it to its reader what its names are.
    """
    facts = facts.ordinary()
    found: list[tuple[str, Hit]] = []
    for code, detector in sorted(_load().items()):
        if code in codes:
            try:
                found += [(code, hit) for hit in detector(facts, options.get(code, {}))]
            except Exception as error:
                raise DetectorError(code, error) from error
    if facts.assumed:
        found = [(code, replace(hit, certainty="likely")) for code, hit in found]
    return found
