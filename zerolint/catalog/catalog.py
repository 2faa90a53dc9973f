"""All rule pages: looked up by code, chosen by selectors, and the source of every text a user reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zerolint.catalog.page import FAMILIES, PageError, Rule, read_rule
from zerolint.errors import UserError, did_you_mean
from zerolint.findings.finding import Finding

_PREFIX = re.compile(r"ZL\d{0,3}")


class UnknownSelector(UserError):
    """A selector that names no rule; the text names the nearest that does."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The rules by code, in the order of their codes."""

    rules: Mapping[str, Rule]

    def find(self, word: str) -> Rule:
        """The one rule with this code or name; UnknownSelector where there is none."""
        for rule in self.rules.values():
            if word.upper() == rule.code or word.lower() == rule.name:
                return rule
        try:
            self.select(word)
        except UnknownSelector:
            raise self._unknown("rule", word, []) from None
        raise UnknownSelector(f"`{word}` is no single rule; `zerolint rules {word}` lists what it stands for")

    def select(self, selector: str) -> frozenset[str]:
        """The codes that a code, a prefix such as ZL3, a name, a family or ALL stands for."""
        word = selector.strip()
        if word.upper() == "ALL":
            return frozenset(self.rules)
        found = {code for code, rule in self.rules.items() if word.lower() in (rule.name, rule.family)}
        if _PREFIX.fullmatch(word.upper()):
            found |= {code for code in self.rules if code.startswith(word.upper())}
        if not word:
            raise UnknownSelector("an empty selector names no rule; `zerolint rules` lists them, ALL means every rule")
        if not found:
            raise self._unknown("rule or selector", word, [*FAMILIES, "ALL"])
        return frozenset(found)

    def message(self, finding: Finding) -> str:
        """The sentence about this finding."""
        return _filled(self.rules[finding.code].message, finding.data)

    def advice(self, finding: Finding) -> str:
        """What to write instead."""
        return _filled(self.rules[finding.code].advice, finding.data)

    def _unknown(self, what: str, word: str, others: Sequence[str]) -> UnknownSelector:
        """`others` are words that would do besides codes and names."""
        words = [*self.rules, *(rule.name for rule in self.rules.values()), *others]
        hint = did_you_mean(word, words) or "; `zerolint rules` lists them"
        return UnknownSelector(f"unknown {what} `{word}`{hint}")


class _Gaps(dict[str, str]):
    """A detector that forgot a field must not cost the user the whole report."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _filled(text: str, data: Mapping[str, str]) -> str:
    return text.format_map(_Gaps(data))


def folder() -> Path:
    """Where the pages are: inside the wheel, else beside the package in a checkout."""
    here = Path(__file__).parents[1]
    shipped = here / "_rules"
    return shipped if shipped.is_dir() else here.parent / "rules"


@cache
def load() -> Catalog:
    """The pages that belong to this zerolint, read once; PageError where one is wrong."""
    return read_folder(folder())


def read_folder(where: Path) -> Catalog:
    """The pages of any folder; PageError where one is wrong, a name or code is used twice, or there are none."""
    paths = sorted(where.glob("*.toml"))
    if not paths:
        raise PageError(f"{where}: there are no rule pages; reinstall zerolint")
    rules = [read_rule(path) for path in paths]
    _check_unique(rules)
    return Catalog({rule.code: rule for rule in rules})


def _check_unique(rules: Iterable[Rule]) -> None:
    seen: dict[str, Rule] = {}
    for rule in rules:
        for word in (rule.code, rule.name):
            if word in seen:
                raise PageError(f"{rule.path}: `{word}` is already taken by {seen[word].path.name}")
            if word in FAMILIES:
                raise PageError(f"{rule.path}: `{word}` is the name of a family")
            seen[word] = rule
