"""What every format is made from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from zerolint.catalog.catalog import Catalog
from zerolint.findings.file_report import FileReport
from zerolint.report.ansi import Palette


@dataclass(frozen=True, slots=True)
class Run:
    """The reports of all files, the rule pages that word them, and how the run ends.

    `status` is the exit status. `unsafe_fixes`: whether --fix would make the unsafe fixes too. Paths in the formats
    of repository hosts count from the folder `root`.
    """

    reports: Sequence[FileReport]
    catalog: Catalog
    status: int = 0
    unsafe_fixes: bool = False
    palette: Palette = field(default_factory=Palette)
    root: str = field(default_factory=os.getcwd)
