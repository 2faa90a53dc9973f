"""`zerolint rule CODE`: explain one rule."""

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
examples:
  zerolint rule ZL301
  zerolint rule rounded-away-learning-rate --output-format markdown"""


def run(arguments: Sequence[str]) -> int:
    """Print the page of the rule that the arguments name."""
    parser = Parser("rule", "Explain a rule: what it reports, why it matters, what to write instead.", _EPILOG)
    parser.add_argument("rule", metavar="CODE", help="the rule's code or name")
    parser.add_argument("--output-format", choices=("text", "markdown", "json"), default="text", help="default: text")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto)")
    add_help(parser)
    given = parser.parse_args(list(arguments))
    rule = load().find(given.rule)
    if given.output_format == "json":
        sys.stdout.write(json.dumps(explain.data(rule), indent=2) + "\n")
    elif given.output_format == "markdown":
        sys.stdout.write(explain.markdown(rule))
    else:
        sys.stdout.write(explain.text(rule, Palette(wants_color(given.color, sys.stdout, os.environ))))
    return 0
