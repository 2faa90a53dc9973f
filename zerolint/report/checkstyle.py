"""Checkstyle's XML, which many servers and editors read."""

from __future__ import annotations

from pathlib import PurePath
from xml.etree import ElementTree as ET

from zerolint.report.entry import entries
from zerolint.report.run import Run
from zerolint.report.xml import document


def render(run: Run) -> str:
    """A `file` for each file that was checked, an `error` for each finding."""
    root = ET.Element("checkstyle", version="4.3")
    for report in run.reports:
        file = ET.SubElement(root, "file", name=PurePath(report.filename).as_posix())
        for entry in entries(run, report):
            ET.SubElement(
                file,
                "error",
                line=str(entry.span.start.row),
                column=str(entry.span.start.column),
                severity=entry.finding.severity,
                message=entry.message,
                # Jenkins takes the last two words for category and type.
                source=f"zerolint.{entry.rule.family}.{entry.finding.code}",
            )
    return document(root)
