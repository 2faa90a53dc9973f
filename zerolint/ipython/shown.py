"""The findings of a check as a notebook shows them: HTML where it can, text elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from zerolint.catalog.catalog import Catalog
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding, Reason
from zerolint.findings.position import where
from zerolint.report.ansi import Palette, printable
from zerolint.report.frame import Gutter, frame
from zerolint.report.full import finding_lines
from zerolint.report.run import Run
from zerolint.source.location import Location

_COLOURS = {"error": "#cf222e", "warning": "#bf8700", "info": "#0969da"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Findings in cells, `closing` behind them; what IPython's display protocol asks for."""

    findings: Sequence[Finding]
    report: FileReport
    catalog: Catalog
    closing: str
    palette: Palette

    def __repr__(self) -> str:
        lines: list[str] = []
        run = Run([self.report], self.catalog, palette=self.palette)
        for finding in self.findings:
            lines += finding_lines(finding, self.report.source, run, _place(finding.start))
            lines.append("")
        return "\n".join([*lines, self.closing] if self.closing else lines[:-1])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self._html()}

    def _html(self) -> str:
        parts = [self._finding(finding) for finding in self.findings]
        if self.closing:
            parts.append(f'<div style="opacity:.75">{escape(self.closing)}</div>')
        return f'<div class="zerolint">{"".join(parts)}</div>'

    def _finding(self, finding: Finding) -> str:
        colour = _COLOURS[finding.severity]
        rule = self.catalog.rules[finding.code]
        title = f"{finding.severity}: {rule.name}{', likely' if finding.certainty == 'likely' else ''}"
        return (
            f'<div style="border-left:3px solid {colour};padding:.2em .8em;margin:.4em 0">'
            f'<div><b style="color:{colour}" title="{escape(title)}">{finding.code}</b> '
            f"<b>{_text(self.catalog.message(finding))}</b></div>"
            f'<div style="opacity:.75">{escape(_place(finding.start))}</div>'
            f"{self._frame(finding.start, finding.end)}{self._reasons(finding)}"
            f"<div><b>help:</b> {_text(self.catalog.advice(finding))}</div></div>"
        )

    def _reasons(self, finding: Finding) -> str:
        if not finding.reasons:
            return ""
        items = "".join(f"<li>{escape(_where(reason))}: {_text(reason.text)}</li>" for reason in finding.reasons)
        return f'<details><summary>because</summary><ul style="margin:0">{items}</ul></details>'

    def _frame(self, start: Location, end: Location) -> str:
        if self.report.source is None:
            return ""
        gutter = Gutter(len(str(end.row)), Palette())
        code = "\n".join(frame(self.report.source, start, end, gutter, context=0))
        return f'<pre style="font-family:monospace;margin:.2em 0">{escape(code)}</pre>'


def _where(reason: Reason) -> str:
    return _place(reason.start, column=False) if reason.elsewhere is None else where(reason)


def _place(location: Location, *, column: bool = True) -> str:
    """`cell In[3], line 2, column 5`, as IPython's tracebacks begin."""
    at = f"cell In[{location.cell}], line {location.row}"
    return f"{at}, column {location.column}" if column else at


def _text(text: str) -> str:
    return escape(printable(text))
