"""The report formats: the one table of their names, and what each is for.

A format is written by the module `zerolint.report.<name>`, which is imported when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    `kind` is text (for people: in colour, and --statistics counts in it), lines (for logs and editors)
    or document (for programs). `closes`: the report itself says how much was found.
    """

    kind: Literal["text", "lines", "document"]
    doc: str
    closes: bool = False


FORMATS = {
    "concise": Format("text", "one line a finding (default)"),
    "full": Format("text", "with code, reasons and advice", closes=True),
    "grouped": Format("text", "by file"),
    "json": Format("document", "an array of findings"),
    "json-lines": Format("document", "one JSON object a line"),
    "sarif": Format("document", "SARIF 2.1.0, for code scanning"),
    "github": Format("lines", "annotations of GitHub Actions"),
    "gitlab": Format("document", "GitLab's Code Quality report"),
    "rdjson": Format("document", "for reviewdog"),
    "rdjsonl": Format("document", "for reviewdog, a line a finding"),
    "junit": Format("document", "JUnit XML"),
    "azure": Format("lines", "logging commands of Azure Pipelines"),
    "checkstyle": Format("document", "Checkstyle XML"),
    "pylint": Format("lines", "the lines of pylint"),
}
"""Every format by its name."""

DEFAULT = "concise"


def module_of(name: str) -> str:
    """The module that writes a format."""
    return f"zerolint.report.{name.replace('-', '_')}"
