"""What the pipeline says about one file: the value every report is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zerolint.facts.understanding import Understanding
from zerolint.finding import Finding
from zerolint.probe.claims import Subject
from zerolint.source.read import Source


@dataclass(frozen=True, slots=True)
class FileReport:
    """The findings of one file, in the order of their places.

    `source` is kept where a finding may want to show its lines. `understanding`
    is None for a file that was dismissed or could not be analysed. `failed`:
    zerolint itself broke on this file, so its findings are not all there is. `fixed`: what was
    found before and has been mended.
    `subjects` are what the probe is to check, by `key_of` of the findings; empty where nobody asked for it.
    """

    filename: str
    findings: tuple[Finding, ...] = ()
    source: Source | None = None
    understanding: Understanding | None = None
    failed: bool = False
    subjects: Mapping[tuple[str, int, int], Subject] = field(default_factory=dict)
    fixed: tuple[Finding, ...] = ()


def key_of(finding: Finding) -> tuple[str, int, int]:
    """What tells the findings of one file apart: one rule finds one thing at one place."""
    return finding.code, finding.start.text_row, finding.start.column
