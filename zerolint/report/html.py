"""One page for a browser: it holds all that it shows, asks no server for anything, and runs no script."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from xml.etree.ElementTree import Element

from zerolint import __version__
from zerolint.catalog.page import HOME
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding, Verdict
from zerolint.findings.position import place, where
from zerolint.report import closing, html_unknowns
from zerolint.report.ansi import printable
from zerolint.report.frame import shows
from zerolint.report.listing import changed, listing
from zerolint.report.markup import document, element, sentence
from zerolint.report.plot import number, plot
from zerolint.report.run import Run
from zerolint.source.read import Source

_STYLE = Path(__file__).with_name("html.css")
_SEVERITIES = ("error", "warning", "info")
_STATUSES = ("confirmed", "refuted", "inconclusive")


def render(run: Run) -> str:
    """The whole page."""
    return document(element("html", {"lang": "en"}, _head(run), element("body", {}, *_body(run))))


def _head(run: Run) -> Element:
    style = _STYLE.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        # Without it a browser asks the server of the page for an icon.
        element("link", {"rel": "icon", "href": "data:,"}),
        element("title", {}, f"zerolint: {closing.found(run.reports)}"),
        element("style", {}, style),
    )


def _body(run: Run) -> Iterator[Element]:
    found = [finding for report in run.reports for finding in report.findings]
    yield element(
        "header",
        {},
        element("h1", {}, "zerolint"),
        element("p", {"class": "total"}, closing.found(run.reports)),
        *(element("p", {}, sentence(text)) for text in [*closing.fixable(run), closing.how_much(run.reports)]),
    )
    numbers = count(1)
    files = [(report, [(next(numbers), finding) for finding in report.findings]) for report in run.reports]
    files = [(report, numbered) for report, numbered in files if numbered]
    if found:
        yield _overview(run, found)
        if len(files) > 1:
            yield _contents(files)
        yield from _choices(found)
    yield from html_unknowns.section(run.reports)
    yield element("main", {}, *(_file(run, at, *each) for at, each in enumerate(files, start=1)))
    yield element("footer", {}, element("p", {}, element("a", {"href": HOME}, "zerolint"), f" {__version__}"))


def _overview(run: Run, found: list[Finding]) -> Element:
    """How often each rule found something, and what the probe said of it."""
    probed = [status for status in _STATUSES if any(_status(each) == status for each in found)]
    titles = {"rule": "rule", "finds": "summary"} | dict.fromkeys(("findings", *probed), "count")
    head = [element("th", {"scope": "col", "class": kind}, title) for title, kind in titles.items()]
    rows = []
    for code, findings in sorted(Counter(each.code for each in found).items()):
        rule = run.catalog.rules[code]
        told = Counter(_status(each) for each in found if each.code == code)
        counts = [findings, *(told[each] for each in probed)]
        rows.append(
            element(
                "tr",
                {},
                element("th", {"scope": "row"}, element("a", {"href": rule.url}, code), f" {rule.name}"),
                element("td", {"class": "summary"}, sentence(rule.summary)),
                *(element("td", {"class": "count"}, f"{each}") for each in counts),
            )
        )
    table = element("table", {}, element("thead", {}, element("tr", {}, *head)), element("tbody", {}, *rows))
    # A narrow window scrolls the table alone.
    wide = element("div", {"class": "wide", "tabindex": "0"}, table)
    return element("section", {"aria-labelledby": "rules"}, element("h2", {"id": "rules"}, "Rules"), wide)


def _contents(files: list[tuple[FileReport, list[tuple[int, Finding]]]]) -> Element:
    rows = [
        element(
            "li",
            {},
            element("a", {"href": f"#file-{at}"}, element("bdi", {}, printable(report.filename))),
            f" {len(numbered)}",
        )
        for at, (report, numbered) in enumerate(files, start=1)
    ]
    heading = element("h2", {"id": "files"}, "Files")
    return element("nav", {"aria-labelledby": "files"}, heading, element("ul", {}, *rows))


def _choices(found: Iterable[Finding]) -> Iterator[Element]:
    """Boxes to leave out findings by their severity and by what the probe says; none where there is no choice."""
    severities, statuses = {each.severity for each in found}, {_status(each) for each in found}
    for title, words in (
        ("severity", [each for each in _SEVERITIES if each in severities]),
        ("probe", [each for each in (*_STATUSES, "unprobed") if each in statuses]),
    ):
        if len(words) > 1:
            boxes = [_box(word) for word in words]
            yield element("fieldset", {"class": "choice"}, element("legend", {}, f"show, by {title}"), *boxes)


def _box(word: str) -> Element:
    box = element("input", {"type": "checkbox", "checked": "", "id": f"show-{word}", "autocomplete": "off"})
    return element("label", {}, box, f" {word}")


def _file(run: Run, at: int, report: FileReport, numbered: list[tuple[int, Finding]]) -> Element:
    heading = element("h2", {"id": f"file-{at}"}, element("bdi", {}, printable(report.filename)))
    source = report.source if report.source is not None and report.source.shown else None
    articles = [_article(run, each, source, f"finding-{own}") for own, each in numbered]
    return element("section", {"aria-labelledby": f"file-{at}", "class": "file"}, heading, *articles)


def _article(run: Run, finding: Finding, source: Source | None, name: str) -> Element:
    rule = run.catalog.rules[finding.code]
    likely = ", likely" if finding.certainty == "likely" else ""
    return element(
        "article",
        {"class": f"finding {finding.severity} {_status(finding)}", "id": name, "aria-labelledby": f"{name}-heading"},
        element(
            "h3",
            {"id": f"{name}-heading"},
            element("a", {"class": "place", "href": f"#{name}"}, place(finding.start)),
            " ",
            sentence(run.catalog.message(finding)),
        ),
        element(
            "p",
            {"class": "rule"},
            element("a", {"href": rule.url}, f"{finding.code} {rule.name}"),
            " ",
            element("span", {"class": f"label {finding.severity}"}, f"{finding.severity}{likely}"),
        ),
        listing(source, finding.start, finding.end) if source is not None else None,
        _reasons(finding, source),
        _probe(finding.verdict, name),
        element("p", {}, element("strong", {}, "help: "), sentence(run.catalog.advice(finding))),
        *_fix(finding, source),
    )


def _reasons(finding: Finding, source: Source | None) -> Element | None:
    if not finding.reasons:
        return None
    rows = []
    for reason in finding.reasons:
        code = None
        if source is not None and not shows(finding, reason):
            code = listing(reason.elsewhere or source, reason.start, reason.end, context=0)
        rows.append(element("li", {}, f"because {printable(where(reason))}: ", sentence(reason.text), code))
    return element("ol", {"class": "reasons"}, *rows)


def _probe(verdict: Verdict | None, name: str) -> Element | None:
    """The verdict in words, the costs as a drawing, and all numbers."""
    if verdict is None:
        return None
    drawing = plot(verdict, name)
    rows = []
    for what, value in verdict.numbers.items():
        rows += [element("dt", {}, what.replace("_", " ")), element("dd", {}, number(value))]
    words = element(
        "p",
        {},
        element("strong", {}, "probe: "),
        element("span", {"class": f"label {verdict.status}"}, verdict.status),
        " ",
        sentence(verdict.text),
    )
    figure = element("figure", {}, drawing) if drawing is not None else None
    return element("div", {"class": "probe"}, words, figure, element("dl", {}, *rows) if rows else None)


def _fix(finding: Finding, source: Source | None) -> Iterator[Element]:
    if finding.fix is not None and source is not None:
        yield element("p", {}, element("strong", {}, "fix: "), f"{finding.fix.title} ({finding.fix.grade})")
        yield changed(source, finding.fix)


def _status(finding: Finding) -> str:
    return "unprobed" if finding.verdict is None else finding.verdict.status
