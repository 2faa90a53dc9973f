"""`zerolint rules`: list all rules."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from zerolint.catalog.catalog import load
from zerolint.commands.parser import Parser, add_help
from zerolint.report import explain
from zerolint.report.ansi import Palette, wants_color

_EPILOG = """\
Errors and warnings are on by default; an info rule is on when it is selected.

examples:
  zerolint rules
  zerolint rules leakage ZL3
  zerolint rules --output-format json"""


def run(arguments: Sequence[str]) -> int:
    """Print the rules that the arguments select; all without any."""
    parser = Parser("rules", "List the rules: code, usual severity, name and summary.", _EPILOG)
    parser.add_argument("selectors", nargs="*", metavar="RULES", help="codes, prefixes, names, families (default: ALL)")
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto)")
    add_help(parser)
    given = parser.parse_args(list(arguments))
    catalog = load()
    words = [word for each in given.selectors for word in each.split(",") if word] or ["ALL"]
    codes = frozenset().union(*(catalog.select(word) for word in words))
    rules = [rule for code, rule in catalog.rules.items() if code in codes]
    if given.output_format == "json":
        sys.stdout.write(json.dumps([explain.data(rule) for rule in rules], indent=2) + "\n")
    else:
        sys.stdout.write(explain.table(rules, Palette(wants_color(given.color, sys.stdout, os.environ))))
    return 0
