"""Which rules are on: the selectors of the settings and of the command line, the more exact one winning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zerolint.catalog.catalog import Catalog
from zerolint.settings.settings import Settings

ALWAYS = ("ZL001", "ZL002", "ZL005", "ZL006")
"""What stands between a file and its check is reported whatever was selected, unless it is ignored by selector."""

_DEFAULT = -1


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes that are on, and those that a selector or the settings name: only their info findings are shown.

    `ignored` would be on if no ignore took them back: nothing is said in the place of their findings.
    """

    codes: frozenset[str]
    explicit: frozenset[str]
    ignored: frozenset[str] = frozenset()


def choose(settings: Settings, catalog: Catalog) -> Selection:
    """The rules that are on under `settings`; UnknownSelector where a selector names none.

    Without `select` these are the rules that are errors or warnings, and those with a table of their own in
    the settings: who sets a rule's severity, be it info, or an option wants it reported. Between a selector and
    an ignore, the one that names fewer rules wins; a tie is ignored.
    """
    named = settings.severities.keys() | settings.options.keys()
    chosen = _exactness([*(settings.select or ()), *settings.extend_select], catalog)
    ignored = _exactness(settings.ignore, catalog)
    codes = set()
    for code, rule in catalog.rules.items():
        if code in ALWAYS or (settings.select is None and (rule.severity != "info" or code in named)):
            chosen.setdefault(code, _DEFAULT)
        if code == "ZL005" or (code in chosen and chosen[code] > ignored.get(code, _DEFAULT - 1)):
            codes.add(code)
    explicit = frozenset(code for code, exact in chosen.items() if exact > _DEFAULT or code in named)
    return Selection(frozenset(codes), explicit, frozenset(chosen.keys() - codes))


def _exactness(selectors: Iterable[str], catalog: Catalog) -> dict[str, int]:
    """For every code named, how exact its most exact selector is: 0 for ALL, then the length of the prefix."""
    exact: dict[str, int] = {}
    for selector in selectors:
        word = selector.strip().upper()
        codes = catalog.select(selector)
        if word == "ALL":
            length = 0
        elif word.startswith("ZL") and word[2:].isdigit():
            length = len(word)
        else:
            length = 5 if len(codes) == 1 else 2 if word == "ZL" else 3
        for code in codes:
            exact[code] = max(length, exact.get(code, 0))
    return exact
