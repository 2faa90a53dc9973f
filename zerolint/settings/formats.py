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
    "concise": Format("text", "one line a finding; the default"),
    "full": Format("text", "with the code, the reasons, the advice and the fix", closes=True),
    "grouped": Format("text", "one line a finding, below the name of its file"),
    "html": Format("document", "one page for a browser, with the costs of each probed finding as a plot"),
    "json": Format("document", "an array of findings in ruff's shape, with reasons and advice"),
    "json-lines": Format("document", "the same objects, each on a line"),
    "training": Format("document", "JSON: how much of the training was understood, and what was not, by place"),
    "sarif": Format("document", "SARIF 2.1.0: GitHub code scanning and many viewers"),
    "github": Format("lines", "annotations of GitHub Actions, and the summary of the step"),
    "gitlab": Format("document", "GitLab's Code Quality report"),
    "rdjson": Format("document", "reviewdog, fixes as suggestions"),
    "rdjsonl": Format("document", "reviewdog, each finding on a line"),
    "junit": Format("document", "JUnit XML, a suite a file"),
    "azure": Format("lines", "issues of Azure Pipelines"),
    "checkstyle": Format("document", "Checkstyle XML"),
    "pylint": Format("lines", "the lines that pylint's readers understand"),
}
"""Every format by its name."""

DEFAULT = "concise"

VARIABLE = "ZEROLINT_OUTPUT_FORMAT"
"""The environment variable that names the format where the command line names none."""


def module_of(name: str) -> str:
    """The module that writes a format."""
    return f"zerolint.report.{name.replace('-', '_')}"
