"""The part of the page that tells what was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from zerolint.findings.file_report import FileReport
from zerolint.findings.understanding import Site
from zerolint.report.address import address
from zerolint.report.closing import counted, not_understood
from zerolint.report.markup import element, sentence
from zerolint.report.unknowns import told


def section(reports: Sequence[FileReport]) -> Iterator[Element]:
    """A table that opens on demand, a row for each training site that was not understood; nothing where all were."""
    missed = not_understood(reports)
    if not missed:
        return
    titles = (element("th", {"scope": "col"}, title) for title in ("place", "code", "what is not known"))
    table = element(
        "table",
        {},
        element("thead", {}, element("tr", {}, *titles)),
        element("tbody", {}, *(_row(filename, site) for filename, site in missed)),
    )
    summary = element("summary", {}, f"not understood: {counted(len(missed), 'training site')}")
    yield element("details", {"class": "unknown"}, summary, element("div", {"class": "wide", "tabindex": "0"}, table))


def _row(filename: str, site: Site) -> Element:
    return element(
        "tr",
        {},
        element("td", {}, element("bdi", {}, address(filename, site.start))),
        element("td", {}, element("bdi", {}, element("code", {}, site.code))),
        element("td", {}, sentence(told(site))),
    )
