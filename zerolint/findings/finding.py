"""What a detector yields and what a user is shown: data, not text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from zerolint.source.location import Location
from zerolint.source.read import Source

if TYPE_CHECKING:
    from zerolint.facts.places import Code, Evidence, Place
    from zerolint.findings.proposed_fix import FixGrade, ProposedFix

Severity = Literal["error", "warning", "info"]
Certainty = Literal["proven", "likely"]
Status = Literal["confirmed", "refuted", "inconclusive"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a detector, still in the interpreter's places.

    `data` fills the placeholders of the rule's message; the pipeline turns a `Place`
    into "line 7" and a `Code` into the text of its expression. `severity` and
    `certainty` override what the rule's page calls usual. `proposed_fixes`: what would fix it, the best one first.
    `defect` tells the defects of one rule apart where one of them shows at several places; empty: each place is one.
    `about` are the losses that suffer, each with the output it judges: a more specific rule speaks for another
    one about these only (`placing.merge`).
    """

    at: Place
    data: Mapping[str, str | Place | Code]
    because: tuple[Evidence, ...] = ()
    severity: Severity | None = None
    certainty: Certainty = "proven"
    proposed_fixes: tuple[ProposedFix, ...] = ()
    defect: tuple[object, ...] = ()
    about: frozenset[tuple[Place, Place]] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One step that led to a finding: a sentence, and where it is true.

    `elsewhere` is the file that it is true in, where that is another one than the finding's.
    """

    start: Location
    end: Location
    text: str
    elsewhere: Source | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` takes the place of what stands from `start` up to but without `end`; both lie in one cell."""

    start: Location
    end: Location
    text: str


OUTSIDE = -1
"""Stands for the module's own level among the numbers of functions."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What would fix a finding: edits that belong together and do not overlap, in the order of their places.

    A safe fix leaves the program as it is but for the defect; an unsafe one changes a decision of its author. `within`
    are the functions of its file that it changes, by their numbers in the text, and `OUTSIDE` of all.
    """

    title: str
    grade: FixGrade
    edits: tuple[Edit, ...]
    within: frozenset[int] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a short run of a rebuilt program says of a finding: the evidence in one line, and its numbers.

    `numbers` are what was measured, by name. `written` and `fixed` are the cost as the script has it and
    fixed, from the same seed, before the first step and at even distances to the last; empty where nothing was
    trained. None of them needs to be finite.
    """

    status: Status
    text: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    written: tuple[float, ...] = ()
    fixed: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect at one place, in the user's own coordinates.

    `data` fills the message of the rule's page (`catalog.message`). Findings of one rule with one `defect` that is
    not empty are one defect; `about` is that of the hit.
    """

    code: str
    filename: str
    start: Location
    end: Location
    severity: Severity
    certainty: Certainty = "proven"
    data: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    verdict: Verdict | None = None
    fix: Fix | None = None
    defect: tuple[object, ...] = field(default=(), compare=False, repr=False)
    about: frozenset[tuple[Place, Place]] = field(default=frozenset(), compare=False, repr=False)


def key_of(finding: Finding) -> tuple[str, int, int]:
    """What tells the findings of one file apart: one rule finds one thing at one place."""
    return finding.code, finding.start.text_row, finding.start.column
