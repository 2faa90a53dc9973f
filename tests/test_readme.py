"""The README tells the truth: its tables are generated, its terminal output is real."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from zerolint.catalog.catalog import load
from zerolint.detectors import implemented
from zerolint.settings.formats import FORMATS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TABLE = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)", re.S)
FORMAT_TABLE = re.compile(r"(?<=<!-- formats -->\n).*?(?=<!-- end of formats -->)", re.S)
SESSION = re.compile(r"(?<=```text\n\$ zerolint )(.*?)\n(.*?)(?=```)", re.S)


def rule_table() -> str:
    """The table of the rules that have a detector."""
    rows = ["| code | name | finds | usual severity |", "|---|---|---|---|"]
    for code, rule in sorted(load().rules.items()):
        if code in implemented():
            rows.append(f"| [{code}](rules/{code}-{rule.name}.toml) | {rule.name} | {rule.summary} | {rule.severity} |")
    return "\n".join(rows) + "\n"


def format_table() -> str:
    """The table of the report formats."""
    rows = [f"| `{name}` | {format.doc} |" for name, format in FORMATS.items()]
    return "\n".join(["| format | for |", "|---|---|", *rows]) + "\n"


def printed(arguments: str) -> str:
    """What a terminal shows of this run, both streams."""
    isolated = [] if arguments.startswith("facts ") else ["--isolated"]
    done = subprocess.run(
        [sys.executable, "-m", "zerolint", *isolated, *arguments.split()],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def refreshed(text: str) -> str:
    """The README with its tables and its terminal output as they are now."""
    text = TABLE.sub(lambda _: rule_table(), text)
    text = FORMAT_TABLE.sub(lambda _: format_table(), text)
    return SESSION.sub(lambda session: f"{session[1]}\n{printed(session[1])}", text)


def test_tables_and_terminal_output_are_fresh(request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(SESSION.findall(text)) == 3
    if request.config.getoption("--update"):
        README.write_text(refreshed(text), encoding="utf-8")
        return
    assert text == refreshed(text), "refresh it with: pytest tests/test_readme.py --update"
