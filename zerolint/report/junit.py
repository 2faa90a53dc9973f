"""JUnit XML as Jenkins' xunit-plugin defines it (junit-10.xsd): no attributes for positions, so the text has them."""

from __future__ import annotations

from pathlib import PurePath
from xml.etree import ElementTree as ET

from zerolint.findings.file_report import FileReport
from zerolint.findings.position import place
from zerolint.report.entry import Entry, entries
from zerolint.report.run import Run
from zerolint.report.xml import document


def render(run: Run) -> str:
    """A suite for each file; its findings are failed tests, a file without findings is a test that passed."""
    suites = [_suite(run, report) for report in run.reports] or [_passed("zerolint")]
    root = ET.Element("testsuites", {"name": "zerolint", **_counts(suites)})
    root.extend(suites)
    return document(root)


def _suite(run: Run, report: FileReport) -> ET.Element:
    path = PurePath(report.filename).as_posix()
    found = list(entries(run, report))
    if not found:
        return _passed(path)
    broken = sum(_kind(entry) == "error" for entry in found)
    suite = ET.Element(
        "testsuite", name=path, tests=str(len(found)), failures=str(len(found) - broken), errors=str(broken)
    )
    for entry in found:
        name = f"{entry.finding.code} {entry.rule.name} ({place(entry.finding.start)})"
        case = ET.SubElement(suite, "testcase", name=name, classname=path, time="0")
        outcome = ET.SubElement(case, _kind(entry), type=entry.finding.severity, message=entry.message)
        where = f"{path}:{entry.span.start.row}:{entry.span.start.column}"
        outcome.text = "\n".join([f"{where}: {entry.finding.code} {entry.message}", *entry.detail])
    return suite


def _passed(path: str) -> ET.Element:
    suite = ET.Element("testsuite", name=path, tests="1", failures="0", errors="0")
    ET.SubElement(suite, "testcase", name="zerolint", classname=path, time="0")
    return suite


def _kind(entry: Entry) -> str:
    """`error` is JUnit's word for a test that could not be run: here, a failure of zerolint itself."""
    return "error" if entry.finding.code == "ZL005" else "failure"


def _counts(suites: list[ET.Element]) -> dict[str, str]:
    return {name: str(sum(int(suite.attrib[name]) for suite in suites)) for name in ("tests", "failures", "errors")}
