"""What is known of a document: its findings, and the texts that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Page:
    """A text as it was analysed: of a notebook one cell."""

    uri: str
    version: int | None
    rows: Sequence[str]


@dataclass(frozen=True, slots=True)
class Result:
    """What is known of a document: its findings, and the texts that they are about.

    `pages` are the cells of a notebook in its order, or the one text. `kept` are findings from before the
    text stopped being Python, at their present places. `trouble` says why nothing was analysed.
    `others` are reports on modules that the document imports, `called` their functions that its run called;
    `consulted` the paths of files whose change may change all this.
    """

    revision: int
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = ()
    kept: tuple[Finding, ...] = ()
    trouble: str | None = None
    seconds: float = 0.0
    others: tuple[FileReport, ...] = ()
    consulted: frozenset[str] = frozenset()
    called: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def page(self, cell: int | None) -> Page:
        """The text of a location: a notebook counts its cells from 1."""
        return self.pages[cell - 1 if cell is not None and 0 < cell <= len(self.pages) else 0]

    @property
    def shown(self) -> tuple[Finding, ...]:
        """All findings that the user sees."""
        return (*self.findings, *self.kept)
