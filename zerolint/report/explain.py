"""A rule's page for a reader: in the terminal, as Markdown for the documentation, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from zerolint.catalog.page import Example, Rule, without_marks
from zerolint.report.ansi import Palette


def text(rule: Rule, palette: Palette) -> str:
    """The page for a terminal: what the rule says, why it matters, one example of each kind."""
    lines = [
        f"{palette.alarm(rule.code)} {palette.bold(rule.name)}",
        f"{rule.severity}, usually {rule.certainty}; family {rule.family}; since {rule.since}",
        "",
        _sentence(rule.summary),
        "",
        rule.rationale,
        "",
        f"{palette.help('help:')} {_readable(rule.advice)}",
    ]
    if rule.fix_grade != "none":
        lines += [f"{palette.help('fix:')} {rule.fix_title} ({rule.fix_grade})"]
    if rule.not_covered:
        lines += ["", palette.bold("Not covered:"), rule.not_covered]
    for kind, example in (("Reported", rule.bad[:1]), ("Not reported", rule.good[:1])):
        for each in example:
            lines += ["", f"{palette.bold(kind)}: {each.title}", "", *_indented(each)]
    for option in rule.options:
        default = f"{option.type}, default {option.default!r}"
        lines += ["", f"Option {palette.bold(option.name)} ({default}): {option.doc}"]
    if rule.references:
        lines += ["", palette.bold("See also:"), *rule.references]
    lines += ["", f"Suppress with `# zerolint: ignore[{rule.code}] reason` on the line."]
    return "\n".join(lines) + "\n"


def markdown(rule: Rule) -> str:
    """The whole page, all examples included."""
    lines = [
        f"# {rule.name} ({rule.code})",
        "",
        _sentence(rule.summary),
        "",
        f"Severity **{rule.severity}**, usually **{rule.certainty}**. Family `{rule.family}`. Since {rule.since}.",
        "",
        "## Why",
        "",
        rule.rationale,
        "",
        "## What to write instead",
        "",
        _sentence(_readable(rule.advice)),
    ]
    lines += _examples("Reported", rule.bad) + _examples("Not reported", rule.good)
    lines += _examples("Known to be wrong today", rule.known)
    if rule.not_covered:
        lines += ["", "## Not covered", "", rule.not_covered]
    if rule.options:
        lines += ["", "## Options", ""]
        lines += [f"- `{each.name}` ({each.type}, default `{each.default!r}`): {each.doc}" for each in rule.options]
    if rule.references:
        lines += ["", "## References", "", *(f"- <{reference}>" for reference in rule.references)]
    return "\n".join(lines) + "\n"


def data(rule: Rule) -> dict[str, Any]:
    """What the page says, as JSON can hold it; without the examples."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "certainty": rule.certainty,
        "summary": rule.summary,
        "message": rule.message,
        "advice": rule.advice,
        "since": rule.since,
        "rationale": rule.rationale,
        "not_covered": rule.not_covered,
        "references": list(rule.references),
        "supersedes": list(rule.supersedes),
        "fix": rule.fix_grade,
        "options": [
            {"name": each.name, "type": each.type, "default": each.default, "doc": each.doc} for each in rule.options
        ],
    }


def table(rules: Iterable[Rule], palette: Palette) -> str:
    """One line a rule: code, severity, name and summary, by family."""
    listed = list(rules)
    width = max(len(rule.name) for rule in listed)
    lines: list[str] = []
    family = ""
    for rule in listed:
        if rule.family != family:
            family = rule.family
            lines += ["", palette.bold(family)]
        lines.append(f"  {palette.alarm(rule.code)}  {rule.severity:7s}  {rule.name:{width}s}  {rule.summary}")
    return "\n".join(lines[1:]) + "\n"


def _examples(heading: str, examples: Iterable[Example]) -> list[str]:
    lines: list[str] = []
    for example in examples:
        lines += ["", f"### {example.title[:1].upper()}{example.title[1:]}", ""]
        if example.reason:
            lines += [_sentence(example.reason), ""]
        lines += ["```python", without_marks(example.code).strip("\n"), "```"]
    return ["", f"## {heading}", *lines] if lines else []


def _readable(text: str) -> str:
    """The fields of a message as a reader knows them: `<rate>`."""
    return re.sub(r"(?<!\{)\{(\w+)\}", r"<\1>", text)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def _indented(example: Example) -> list[str]:
    return [f"    {line}".rstrip() for line in without_marks(example.code).strip("\n").splitlines()]
