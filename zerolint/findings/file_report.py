"""What the pipeline says about one file: the value every report is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zerolint.findings.finding import Finding
from zerolint.findings.understanding import Understanding
from zerolint.source.read import Source

if TYPE_CHECKING:
    from zerolint.claims.claim import Subject

NOT_PROVEN = "not proven"
"""What hides the findings that `min-certainty` leaves out."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """The findings of one file, in the order of their places.

    `source` is kept where a finding may want to show its lines. `understanding`
    is None for a file that was dismissed or could not be analysed. `failed`:
    zerolint itself broke on this file, so its findings are not all there is; nor are
    they where it is not `whole`: a part of it could not be analysed.
    `fixed`: what was found before and has been fixed.
    `subjects` are what the probe is to check, by `key_of` of the findings; empty where nobody asked for it.
    `hidden` are findings that are not to be shown, by what hides them ("in the baseline").
    `others` say what this file's run showed of modules that it imports; `suppressed` are codes of what comments there
    take back. A file that is not `checked` itself is one that these runs alone speak of. `consulted` are the absolute
    paths of these modules, and of what else was read or looked for (`Search.consulted`). `called` are functions of
    these modules that the run called, by the module's path: their numbers in the order of its text.
    """

    filename: str
    findings: tuple[Finding, ...] = ()
    source: Source | None = None
    understanding: Understanding | None = None
    failed: bool = False
    subjects: Mapping[tuple[str, int, int], Subject] = field(default_factory=dict)
    fixed: tuple[Finding, ...] = ()
    whole: bool = True
    hidden: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    others: tuple[FileReport, ...] = ()
    checked: bool = True
    suppressed: frozenset[str] = frozenset()
    consulted: frozenset[str] = frozenset()
    called: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def everything(self) -> tuple[Finding, ...]:
        """The findings, hidden ones included, in the order of their places."""
        found = [*self.findings, *(finding for hidden in self.hidden.values() for finding in hidden)]
        return tuple(sorted(found, key=lambda each: (each.start.text_row, each.start.column, each.code)))

    def hide(self, findings: Iterable[Finding], reason: str) -> FileReport:
        """The report without these findings, which `reason` hides."""
        gone = {id(finding) for finding in findings}
        hidden = tuple(finding for finding in self.findings if id(finding) in gone)
        left = tuple(finding for finding in self.findings if id(finding) not in gone)
        if not hidden:
            return self
        return replace(self, findings=left, hidden={**self.hidden, reason: self.hidden.get(reason, ()) + hidden})
