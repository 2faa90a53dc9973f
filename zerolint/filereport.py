"""What the pipeline says about one file: the value every report is made from."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.facts.understanding import Understanding
from zerolint.finding import Finding
from zerolint.source.read import Source


@dataclass(frozen=True, slots=True)
class FileReport:
    """The findings of one file, in the order of their places.

    `source` is kept where a finding may want to show its lines. `understanding`
    is None for a file that was dismissed or could not be analysed. `failed`:
    zerolint itself broke on this file, so its findings are not all there is.
    """

    filename: str
    findings: tuple[Finding, ...] = ()
    source: Source | None = None
    understanding: Understanding | None = None
    failed: bool = False
