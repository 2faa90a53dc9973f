"""Edits of several fixes, made together."""

from __future__ import annotations

from collections.abc import Iterable

from zerolint.findings.finding import Edit, Fix


def compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes that can be made at once: of those that overlap the first by its place; equal edits are one."""
    kept: list[Fix] = []
    taken: list[Edit] = []
    for fix in sorted(fixes, key=lambda fix: _span(fix.edits[0])):
        new = [edit for edit in fix.edits if edit not in taken]
        if new and not any(_clash(edit, other) for edit in new for other in taken):
            kept.append(fix)
            taken += new
    return kept


def ordered(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of their places, each once."""
    return sorted(set(edits), key=_span)


def _span(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    return (edit.start.text_row, edit.start.column), (edit.end.text_row, edit.end.column)


def _clash(first: Edit, second: Edit) -> bool:
    (start, end), (other_start, other_end) = _span(first), _span(second)
    return start == other_start or (start < other_end and other_start < end)
