"""What the interpreter believes: each script of `tests/facts` is one behaviour, its `# fact:` comments say what is true there.

`x = 3  # fact: x = 3` asserts behind the statement, a comment on a line of its own where it stands. Behind the
name may stand `.rows`, `.range`, `.operator` or `.expression` for that side of an array. A line that runs more
than once shows its values in order, with `then` between them; `never` means that nothing runs there.

A known wrong answer is kept as well: `y = x.ravel()  # wrong: y.rows = #1, though len(y) == 180` asserts that
zerolint still claims the one, and that the other holds when Python runs the script. The script begins by saying why.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zerolint.facts import show
from zerolint.facts.events import Revealed
from zerolint.facts.ranges import interval
from zerolint.facts.values import Choice, Tensor, Value
from zerolint.interp import interpret
from zerolint.source.read import read_source

FOLDER = Path(__file__).parents[1] / "facts"
SCRIPTS = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".py", ".ipynb"))
FACT = re.compile(r"^(?P<indent>\s*)(?P<code>.*?)\s*# (?P<kind>fact|wrong): (?P<asked>.+?)(?: = (?P<shown>.+))?$")
THOUGH = ", though "
NUMBERED = re.compile(r"(#|mask |index |positions )(\d+)")


def operator(value: Value) -> str:
    """What made an array, on each path."""
    if isinstance(value, Choice):
        return " or ".join(operator(each) for _, each in value.arms)
    return value.operator if isinstance(value, Tensor) else show.value(value)


FACETS: dict[str, Callable[[Value], str]] = {
    "rows": lambda value: show.rows(value.rows) if isinstance(value, Tensor) else show.value(value),
    "operator": operator,
    "expression": show.expression,
    "range": lambda value: interval(value).show(),
}


def rewritten(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The script with its facts as calls of `reveal_type`, and (row, facet, expected text) of each."""
    lines, asked = [], []
    for row, line in enumerate(text.splitlines(), start=1):
        match = FACT.match(line)
        if match is None:
            lines.append(line)
            continue
        expression, expected = match["asked"], match["shown"]
        if match["kind"] == "wrong":
            expected, _, truth = (expected or "").partition(THOUGH)
            assert truth, f"line {row}: `# wrong: expression = claim{THOUGH}condition`"
            assert not expected.startswith("unknown"), f"line {row}: that something is unknown is never wrong"
        if expected is None:
            assert expression == "never", f"line {row}: `# fact: expression = value` or `# fact: never`"
            expression, expected = "0", "never"
        name, _, facet = expression.rpartition(".")
        if facet not in FACETS:
            name, facet = expression, "value"
        code = match["code"]
        assert not code.endswith(":"), f"line {row}: a fact stands behind a simple statement or on its own line"
        lines.append(f"{match['indent']}{code + '; ' if code else ''}reveal_type({name})")
        asked.append((row, facet, expected))
    return "\n".join(lines) + "\n", asked


def renumbered(texts: list[str]) -> list[str]:
    """Identities of roots, masks and index arrays, counted in the order in which they are shown."""
    seen: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        return f"{match[1]}{seen.setdefault(match[2], len(seen) + 1)}"

    return [NUMBERED.sub(number, text) for text in texts]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SCRIPTS])
def test_the_interpreter_believes(path: Path) -> None:
    text, asked = rewritten(read_source(str(path), path.read_bytes()).text)
    assert asked, "a script without facts shows nothing"
    interpretation = interpret(text)
    events = interpretation.facts.of(Revealed)
    rows = {place: span.start.row for place, span in interpretation.spans({event.place for event in events}).items()}
    believed = []
    for row, facet, _ in asked:
        shown = [FACETS.get(facet, show.value)(event.value) for event in events if rows[event.place] == row]
        believed.append(" then ".join(shown) or "never")
    expected = [expected for _, _, expected in asked]
    assert dict(zip([row for row, *_ in asked], renumbered(believed), strict=True)) == dict(
        zip([row for row, *_ in asked], expected, strict=True)
    )


HEAVY = ("tensorflow", "keras", "pandas", "sklearn")
WRONG = [path for path in SCRIPTS if "# wrong: " in path.read_text(encoding="utf-8")]
"""The scripts with a known wrong answer."""


def with_conditions(text: str) -> tuple[str, set[int]]:
    """The script with what is true of its known wrong answers as calls of `holds(row, condition)`; and these rows."""
    lines, rows = [], set()
    for row, line in enumerate(text.splitlines(), start=1):
        match = FACT.match(line)
        if match is not None and match["kind"] == "wrong":
            rows.add(row)
            code = match["code"] + "; " if match["code"] else ""
            line = f"{match['indent']}{code}holds({row}, {match['shown'].partition(THOUGH)[2]})"
        lines.append(line)
    return "\n".join(lines) + "\n", rows


def known_wrong() -> list[Any]:
    heavy = [any(f"import {name}" in path.read_text(encoding="utf-8") for name in HEAVY) for path in WRONG]
    marks = [[pytest.mark.tensorflow, pytest.mark.xdist_group("facts")] if each else [] for each in heavy]
    return [pytest.param(path, id=path.stem, marks=each) for path, each in zip(WRONG, marks, strict=True)]


@pytest.mark.parametrize("path", known_wrong())
def test_a_known_wrong_answer_is_wrong(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a known wrong answer has its reason at the top"
    code, rows = with_conditions(text)
    held: dict[int, bool] = {}
    monkeypatch.chdir(tmp_path)
    exec(compile(code, str(path), "exec"), {"__name__": "__main__", "holds": held.__setitem__})
    assert held == dict.fromkeys(rows, True)


def test_no_two_scripts_are_the_same() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SCRIPTS]
    assert len(set(texts)) == len(texts)
