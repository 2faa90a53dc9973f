"""One rule page (`rules/ZL301-rounded-away-learning-rate.toml`) as data, read strictly.

An ordinary run needs only the head of a page; the examples behind it are read when someone asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import tomli

from zerolint.errors import UserError, did_you_mean
from zerolint.findings.finding import Certainty, Severity

FAMILIES = {"linter": 0, "leakage": 1, "cost": 2, "optimizer": 3, "numerics": 4, "loop": 5, "architecture": 6}
"""Each family and the first digit of its codes."""

SEVERITIES = ("error", "warning", "info")
CERTAINTIES = ("proven", "likely")
FIX_GRADES = ("none", "unsafe", "safe")
OPTION_TYPES: dict[str, tuple[type, ...]] = {
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
    "str": (str,),
    "list": (list,),
}

HOME = "https://github.com/zerolint/zerolint"
"""Where zerolint is on the web, its pages among it."""

_HEAD: dict[str, tuple[type, bool]] = {
    "code": (str, True),
    "name": (str, True),
    "family": (str, True),
    "severity": (str, True),
    "certainty": (str, True),
    "summary": (str, True),
    "message": (str, True),
    "advice": (str, True),
    "since": (str, True),
    "rationale": (str, True),
    "not_covered": (str, False),
    "references": (list, False),
    "needs": (list, False),
    "supersedes": (list, False),
    "options": (list, False),
    "fix": (dict, False),
    "probe": (dict, False),
}
_EXAMPLES: dict[str, dict[str, tuple[type, bool]]] = {
    "bad": {"title": (str, True), "code": (str, True), "fixed": (str, False), "by_hand": (str, False)},
    "good": {"title": (str, True), "reason": (str, True), "code": (str, True)},
    "known": {"kind": (str, True), "why": (str, True), "code": (str, True)},
}
_OPTION: dict[str, tuple[type, bool]] = {
    "name": (str, True),
    "type": (str, True),
    "default": (object, True),
    "doc": (str, True),
}
_FIX: dict[str, tuple[type, bool]] = {"grade": (str, True), "title": (str, False)}
_PROBE: dict[str, tuple[type, bool]] = {"kind": (str, True), "confirm": (dict, False)}
_FIRST_EXAMPLE = re.compile(r"^\[\[(?:bad|good|known)\]\]", re.MULTILINE)
_STEM = re.compile(r"(ZL\d{3})-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_MARK = re.compile(r"#\s*expect:\s*(ZL\d{3}(?:@\d+)?(?:\s*,\s*ZL\d{3}(?:@\d+)?)*)")


class PageError(UserError):
    """A rule page that breaks the rules for pages; the text starts with the file."""


@dataclass(frozen=True, slots=True)
class Option:
    """One setting of one rule: `[tool.zerolint.rules.ZL301] threshold = 1e-7`."""

    name: str
    type: str
    default: object
    doc: str

    def accepts(self, value: object) -> bool:
        """Whether `value` has the option's type; a bool is no number."""
        if isinstance(value, bool) and self.type != "bool":
            return False
        return isinstance(value, OPTION_TYPES[self.type])


@dataclass(frozen=True, slots=True)
class Example:
    """One script of a page. `kind` is bad, good, false-negative or false-positive.

    `fixed` is the script without its defect. `by_hand` says why `--fix` does not write it.
    """

    kind: str
    title: str
    code: str
    fixed: str | None = None
    reason: str | None = None
    by_hand: str | None = None

    @property
    def slug(self) -> str:
        """The title as part of a test id."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:80].rstrip("-")


@dataclass(frozen=True, slots=True)
class Examples:
    """All scripts of one page, in the page's order."""

    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    known: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule's page says, without its examples (these are read on first use)."""

    code: str
    name: str
    family: str
    severity: Severity
    certainty: Certainty
    summary: str
    message: str
    advice: str
    since: str
    rationale: str
    not_covered: str
    references: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    supersedes: tuple[str, ...]
    options: tuple[Option, ...]
    fix_grade: Literal["safe", "unsafe", "none"]
    fix_title: str
    probe: Mapping[str, Any] | None
    path: Path

    @property
    def url(self) -> str:
        """The page on the web."""
        return f"{HOME}/blob/main/rules/{self.path.name}"

    @property
    def bad(self) -> tuple[Example, ...]:
        """Scripts in which the rule fires on the marked lines."""
        return read_examples(self.path).bad

    @property
    def good(self) -> tuple[Example, ...]:
        """Look-alikes in which nothing is reported."""
        return read_examples(self.path).good

    @property
    def known(self) -> tuple[Example, ...]:
        """Scripts that zerolint gets wrong today; their marks say what would be right."""
        return read_examples(self.path).known


@dataclass(frozen=True, slots=True, order=True)
class Expectation:
    """One `# expect: CODE` or `# expect: CODE@column` of an example."""

    row: int
    code: str
    column: int | None


def expectations(script: str) -> list[Expectation]:
    """The findings that the markers of a script ask for, in order; several on a line are separated by commas."""
    found = []
    for row, line in enumerate(script.splitlines(), start=1):
        for mark in _MARK.finditer(line):
            for wanted in mark[1].split(","):
                code, _, column = wanted.strip().partition("@")
                found.append(Expectation(row, code, int(column) if column else None))
    return found


def without_marks(script: str) -> str:
    """The script as a reader wants it: each marker replaced by an arrow to the code."""
    return _MARK.sub(lambda mark: "# <- " + re.sub(r"@\d+", "", mark[1]), script)


def placeholders(text: str) -> frozenset[str]:
    """The names in braces of a message; ValueError where the braces are malformed."""
    seen = _Recorder()
    try:
        text.format_map(seen)
    except (ValueError, AttributeError, IndexError, TypeError) as error:
        raise ValueError(str(error)) from None
    return frozenset(seen.names)


class _Recorder(dict[str, str]):
    def __init__(self) -> None:
        self.names: list[str] = []

    def __missing__(self, name: str) -> str:
        self.names.append(name)
        return ""


def read_rule(path: Path) -> Rule:
    """The head of the page at `path`; PageError where a key is missing, unknown or of the wrong type."""
    table = _head(path, _text(path))
    _check_keys(path, "", table, _HEAD)
    _check_head(path, table)
    fix = table.get("fix", {"grade": "none"})
    return Rule(
        code=table["code"],
        name=table["name"],
        family=table["family"],
        severity=cast(Severity, table["severity"]),
        certainty=cast(Certainty, table["certainty"]),
        summary=table["summary"],
        message=table["message"],
        advice=table["advice"],
        since=table["since"],
        rationale=table["rationale"].strip(),
        not_covered=table.get("not_covered", "").strip(),
        references=tuple(table.get("references", ())),
        needs=tuple(tuple(group) for group in table.get("needs", ())),
        supersedes=tuple(table.get("supersedes", ())),
        options=tuple(Option(**option) for option in table.get("options", ())),
        fix_grade=fix["grade"],
        fix_title=fix.get("title", ""),
        probe=table.get("probe"),
        path=path,
    )


@cache
def read_examples(path: Path) -> Examples:
    """The examples of the page at `path`; PageError where the page breaks the rules for examples."""
    text = _text(path)
    page = _parse(path, text)
    head = {key: value for key, value in page.items() if key not in _EXAMPLES}
    _check_keys(path, "", head, _HEAD)
    if head != _head(path, text):
        raise _error(path, "[fix], [probe] and [[options]] stand before the first example, or no run reads them")
    kinds = {kind: _examples(path, kind, page.get(kind, [])) for kind in _EXAMPLES}
    examples = Examples(**kinds)
    if page["family"] != "linter":
        for kind in ("bad", "good"):
            if len(kinds[kind]) < 3:
                raise _error(path, f"has {len(kinds[kind])} {kind} examples; write three at the least")
    _check_marks(path, examples)
    slugs = [example.slug for example in (*examples.bad, *examples.good)]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise _error(path, f"two examples have the title `{slug}`; titles are test ids")
    fix = page.get("fix", {"grade": "none"})
    for example in examples.bad:
        if (example.fixed is not None) != ("title" in fix):
            raise _error(path, f"bad example `{example.title}`: `fixed` is there exactly when [fix] has a title")
        if example.by_hand is not None and fix["grade"] == "none":
            raise _error(path, f"bad example `{example.title}`: `by_hand` is for rules that `--fix` can fix")
    return examples


def _head(path: Path, text: str) -> dict[str, Any]:
    """What stands before the first example; the examples are most of a page, and a run does not need them."""
    first = _FIRST_EXAMPLE.search(text)
    try:
        return tomli.loads(text[: first.start()] if first else text)
    except tomli.TOMLDecodeError:
        return {key: value for key, value in _parse(path, text).items() if key not in _EXAMPLES}


def _examples(path: Path, kind: str, tables: object) -> tuple[Example, ...]:
    if not isinstance(tables, list):
        raise _error(path, f"`{kind}` is an array of tables: [[{kind}]]")
    found = []
    for number, table in enumerate(tables, start=1):
        where = f"[[{kind}]] number {number}: "
        _check_keys(path, where, table, _EXAMPLES[kind])
        code = table["code"]
        if kind != "known":
            found.append(
                Example(kind, table["title"], code, table.get("fixed"), table.get("reason"), table.get("by_hand"))
            )
            continue
        if table["kind"] not in ("false-negative", "false-positive"):
            raise _error(path, f"{where}`kind` is false-negative or false-positive, not {table['kind']!r}")
        found.append(Example(table["kind"], table["why"], code))
    return tuple(found)


def _check_marks(path: Path, examples: Examples) -> None:
    for example in examples.bad:
        if not expectations(example.code):
            raise _error(path, f"bad example `{example.title}` marks no line with `# expect: CODE`")
    for example in examples.good:
        if expectations(example.code):
            raise _error(path, f"good example `{example.title}` expects a finding; a good example is silent")


def _check_keys(path: Path, where: str, table: object, keys: Mapping[str, tuple[type, bool]]) -> None:
    if not isinstance(table, dict):
        raise _error(path, f"{where}expected a table")
    for key, value in table.items():
        if key not in keys:
            raise _error(path, f"{where}unknown key `{key}`{did_you_mean(key, keys)}")
        if not isinstance(value, keys[key][0]):
            raise _error(path, f"{where}`{key}` must be a {keys[key][0].__name__}, not {type(value).__name__}")
    for key, (_, required) in keys.items():
        if required and key not in table:
            raise _error(path, f"{where}key `{key}` is missing")


def _check_head(path: Path, table: dict[str, Any]) -> None:
    stem = _STEM.fullmatch(path.stem)
    if stem is None or (stem[1], stem[2]) != (table["code"], table["name"]):
        raise _error(path, f"the file must be named {table['code']}-{table['name']}.toml, with a name in kebab-case")
    choices = {"family": FAMILIES, "severity": SEVERITIES, "certainty": CERTAINTIES}
    for key, allowed in choices.items():
        if table[key] not in allowed:
            raise _error(path, f"`{key}` is one of {', '.join(allowed)}, not {table[key]!r}")
    if int(table["code"][2]) != FAMILIES[table["family"]]:
        raise _error(path, f"codes of the family {table['family']} start with ZL{FAMILIES[table['family']]}")
    for key in ("message", "advice"):
        try:
            placeholders(table[key])
        except ValueError as error:
            raise _error(path, f"`{key}`: {error}") from None
    for key in ("references", "supersedes"):
        if not all(isinstance(item, str) for item in table.get(key, ())):
            raise _error(path, f"`{key}` is a list of strings")
    for group in table.get("needs", ()):
        if not isinstance(group, list) or not group or not all(isinstance(needle, str) for needle in group):
            raise _error(path, "`needs` is a list of groups, each a list of strings")
    _check_tables(path, table)


def _check_tables(path: Path, table: dict[str, Any]) -> None:
    for option in table.get("options", ()):
        _check_keys(path, "[[options]]: ", option, _OPTION)
        if option["type"] not in OPTION_TYPES:
            raise _error(path, f"[[options]]: `type` is one of {', '.join(OPTION_TYPES)}, not {option['type']!r}")
        if not Option(**option).accepts(option["default"]):
            raise _error(path, f"[[options]]: the default of `{option['name']}` is no {option['type']}")
    if "fix" in table:
        _check_keys(path, "[fix]: ", table["fix"], _FIX)
        if table["fix"]["grade"] not in FIX_GRADES:
            raise _error(path, f"[fix]: `grade` is one of {', '.join(FIX_GRADES)}, not {table['fix']['grade']!r}")
        if table["fix"]["grade"] != "none" and not table["fix"].get("title"):
            raise _error(path, "[fix]: a fix has a title")
    if "probe" in table:
        _check_keys(path, "[probe]: ", table["probe"], _PROBE)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _error(path, f"cannot be read: {error}") from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise _error(path, f"is not TOML: {error}") from None


def _error(path: Path, text: str) -> PageError:
    return PageError(f"{path}: {text}")
