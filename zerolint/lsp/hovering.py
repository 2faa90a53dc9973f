"""The page of a rule, under the mouse: on what is reported, and on the codes of suppression comments."""

from __future__ import annotations

import re

from lsprotocol import types

from zerolint.catalog.catalog import Catalog, UnknownSelector
from zerolint.catalog.page import Rule
from zerolint.findings.finding import Finding
from zerolint.findings.position import where
from zerolint.lsp.diagnostics import Renderer
from zerolint.lsp.encoding import Encoding
from zerolint.lsp.results import Result

_COMMENT = re.compile(r"#\s*(?:zerolint\s*:|noqa\b)(.*)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][\w-]+")


def hover(
    result: Result, uri: str, position: types.Position, catalog: Catalog, renderer: Renderer, encoding: Encoding
) -> tuple[str, types.Range] | None:
    """What to show at a position, as Markdown, and the range that it is about."""
    pages = [page for page in result.pages if page.uri == uri]
    if not pages or position.line >= len(pages[0].rows):
        return None
    rows = pages[0].rows
    column = encoding.column(rows[position.line], position.character)
    if (named := _named(rows[position.line], column, catalog)) is not None:
        rule, start, end = named
        ends = [encoding.position(rows, position.line + 1, each + 1) for each in (start, end)]
        return page(rule), types.Range(*ends)
    texts = []
    where = None
    for finding in result.shown:
        span = renderer.range(finding.start, finding.end, result)
        if result.page(finding.start.cell).uri == uri and span.start <= position <= span.end:
            texts.append(_about(finding, catalog))
            where = where or span
    return ("\n\n---\n\n".join(texts), where) if where else None


def page(rule: Rule) -> str:
    """The page without its examples."""
    parts = [f"**{rule.code}** `{rule.name}` ({rule.severity})", f"{rule.summary}.", rule.rationale]
    return "\n\n".join([*parts, f"[The whole page]({rule.url})"])


def _about(finding: Finding, catalog: Catalog) -> str:
    reasons = [f"- {where(reason)}: {reason.text}" for reason in finding.reasons]
    likely = "It is likely, not proven." if finding.certainty == "likely" else ""
    parts = [f"**{catalog.message(finding)}**", "\n".join(reasons), likely, f"Help: {catalog.advice(finding)}", "---"]
    return "\n\n".join([*filter(None, parts), page(catalog.rules[finding.code])])


def _named(row: str, column: int, catalog: Catalog) -> tuple[Rule, int, int] | None:
    """The rule that a suppression comment names at a column, and from where to where it does."""
    comment = _COMMENT.search(row)
    if comment is None:
        return None
    for word in _WORD.finditer(row, comment.start(1)):
        if word.start() < column <= word.end() + 1:
            try:
                return catalog.find(word[0]), word.start(), word.end()
            except UnknownSelector:
                return None
    return None
