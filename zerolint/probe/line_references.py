"""Reasons that name a place of the script: in the builders by its number, for people by its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import replace
from typing import TypeVar

from zerolint.claims.claim import Claim, Subject
from zerolint.facts.places import Place

Key = TypeVar("Key", bound=Hashable)
_PLACE = re.compile(r" @(\d+)@")
_NODE = re.compile(r" #(\d+)#")


def at(place: Place) -> str:
    """What a reason ends with that is about this place."""
    return f" @{place}@" if place >= 0 else ""


def of_node(origin: int) -> str:
    """What a verdict says behind a node of the program, for `told` to put its line there."""
    return f" #{origin}#" if origin >= 0 else ""


def told(text: str, lines: Mapping[int, str]) -> str:
    """What a verdict says, with `(line 12)` behind a node: kept verdicts outlive the lines that they were found on."""

    def line(found: re.Match[str]) -> str:
        known = lines.get(int(found[1]))
        return f" ({known})" if known else ""

    return _NODE.sub(line, text)


def places(subjects: Collection[Subject]) -> set[Place]:
    """The places that the reasons of subjects name."""
    texts = [text for each in subjects for text in (each.reason, each.claim.partly if each.claim else "")]
    named = {Place(int(number)) for text in texts for number in _PLACE.findall(text)}
    return named.union(*(each.nodes.values() for each in subjects))


def placed(subjects: Mapping[Key, Subject], lines: Mapping[Place, str]) -> dict[Key, Subject]:
    """The subjects with `(line 12)` in place of such a number; without it where the line is not known."""

    def worded(text: str) -> str:
        def line(found: re.Match[str]) -> str:
            known = lines.get(Place(int(found[1])))
            return f" ({known})" if known else ""

        return _PLACE.sub(line, text)

    return {
        key: replace(
            _reworded(each, worded), lines={number: lines[at] for number, at in each.nodes.items() if at in lines}
        )
        for key, each in subjects.items()
    }


def _reworded(subject: Subject, worded: Callable[[str], str]) -> Subject:
    claim = subject.claim
    return replace(subject, reason=worded(subject.reason), claim=None if claim is None else _told(claim, worded))


def _told(claim: Claim, worded: Callable[[str], str]) -> Claim:
    return replace(
        claim,
        partly=worded(claim.partly),
        apart=None if claim.apart is None else _told(claim.apart, worded),
        others=tuple(_told(each, worded) for each in claim.others),
    )
