"""A unified diff of a file before and after its fixes; in a notebook cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from zerolint.source.decode import decode_json, decode_python
from zerolint.source.notebook import parse_notebook


def render(name: str, before: bytes, after: bytes) -> str:
    """The diff, empty where nothing changed."""
    if before == after:
        return ""
    document = decode_json(before)[0]
    if name.endswith(".ipynb") and document.lstrip().startswith("{"):
        old, new = (parse_notebook(text).cells for text in (document, decode_json(after)[0]))
        return "".join(
            _diff(f"{name}:cell {first.number}", first.source, second.source)
            for first, second in zip(old, new, strict=True)
        )
    return _diff(name, decode_python(before)[0], decode_python(after)[0])


def _diff(name: str, before: str, after: str) -> str:
    if before == after:
        return ""
    lines = unified_diff(_rows(before), _rows(after), name, name, lineterm="")
    return "".join(_ended(lines))


def _rows(text: str) -> list[str]:
    """Rows with their line ends; they end at LF only, as in every diff."""
    rows = text.split("\n")
    return [*(f"{row}\n" for row in rows[:-1]), *([rows[-1]] if rows[-1] else [])]


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith(("---", "+++", "@@")) and not line.endswith("\n"):
            yield f"{line}\n"
        else:
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
