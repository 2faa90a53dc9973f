"""`zerolint facts PATH...`: what zerolint believes that scripts do."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zerolint.catalog.catalog import load
from zerolint.commands.parser import Parser, add_help
from zerolint.commands.targets import Target, find_targets
from zerolint.errors import UserError
from zerolint.findings.position import line
from zerolint.report.ansi import printable
from zerolint.report.closing import counted, share_understood
from zerolint.settings.settings import TARGETS, Finder, Overrides
from zerolint.source.displayed import displayed
from zerolint.source.guard import check_syntax
from zerolint.source.own_modules import Files, Search, absolute_path
from zerolint.source.problem import START, Problem
from zerolint.source.read import Source, Spot, read_file, read_source

if TYPE_CHECKING:
    from zerolint.interp import Interpretation

_DESCRIPTION = """\
Show what zerolint believes training scripts and notebooks do: the models, losses,
optimizers and rows it sees, in the order in which a script would run, and each place
that trains on one line."""

_EPILOG = """\
Use it to see why something is reported, or is not: --unknown adds what was not
understood, and why; reveal_type(x) in the script shows what is believed of x there.
Rows are written as the script would: `x[:80]` are the first 80 rows of what it calls x;
`x[part A]` and `x[all but part A]` share none.
exit status: 0, 1 where a file cannot be analysed, 2 wrong usage

examples:
  zerolint facts train.py
  zerolint facts notebooks/model.ipynb --unknown
  zerolint facts src                        every file there that trains"""


@dataclass(frozen=True, slots=True)
class _Asked:
    unknown: bool
    events: bool
    target: str | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What is to be printed of a file; `sites` places train, `clear` of which were understood."""

    lines: tuple[str, ...] = ()
    trains: bool = False
    sites: int = 0
    clear: int = 0
    problems: tuple[str, ...] = ()
    unreadable: bool = False


def run(arguments: Sequence[str]) -> int:
    """Print the facts of what the arguments name; 1 where a file cannot be read or parsed."""
    parser = Parser("facts", _DESCRIPTION, _EPILOG)
    parser.add_argument("paths", metavar="PATH", nargs="+", help="scripts, notebooks and folders; - is standard input")
    parser.add_argument("--unknown", action="store_true", help="add what was not understood, and why")
    parser.add_argument("--events", action="store_true", help="every event of every turn, with data by number")
    parser.add_argument("--stdin-filename", metavar="NAME", help="the name of standard input")
    parser.add_argument("--target", choices=TARGETS, help="the library the scripts run on; else settings and imports")
    add_help(parser)
    given = parser.parse_args(list(arguments))
    asked = _Asked(given.unknown, given.events, given.target)
    targets = find_targets(given.paths, given.stdin_filename, Finder(load(), Overrides()))
    for target in targets:
        if not target.is_script:
            raise UserError(f"{target.name}: that is no script; name one that reads it")
    if not targets:
        raise UserError(f"no Python files or notebooks in {', '.join(f'`{path}`' for path in given.paths)}")
    if len(targets) == 1 and given.paths in (["-"], [targets[0].name]):
        told = _told(targets[0], asked)
        if told.unreadable:
            raise UserError(f"{targets[0].name}: {told.problems[0]}")
        return _print_one(told)
    return _print_all([(target.name, _told(target, asked)) for target in targets])


def _print_one(told: _Told) -> int:
    for problem in told.problems:
        print(problem, file=sys.stderr)
    for text in told.lines:
        print(text)
    if told.lines or not told.problems:
        print(_closing(told.trains, told.sites, told.clear))
    return 1 if told.problems else 0


def _print_all(files: Sequence[tuple[str, _Told]]) -> int:
    """Each file that trains below its name, and the sum."""
    for name, told in files:
        for problem in told.problems:
            print(f"{printable(name)}: {problem}", file=sys.stderr)
        if told.trains:
            print(f"{printable(name)}:")
            for text in told.lines:
                print(f"  {text}")
            print()
    trains = sum(told.trains for _, told in files)
    total = _closing(bool(trains), sum(told.sites for _, told in files), sum(told.clear for _, told in files))
    print(f"{trains} of {counted(len(files), 'file')} {'trains' if trains == 1 else 'train'}; {total}")
    return 1 if any(told.problems for _, told in files) else 0


def _closing(trains: bool, sites: int, clear: int) -> str:
    if not trains:
        return "nothing is trained here, as far as zerolint can see"
    return share_understood(clear, sites)


def _said(source: Source, problems: Sequence[Problem]) -> tuple[str, ...]:
    places = (line(source.location(problem.span.start)) for problem in problems)
    return tuple(f"{at}: {printable(each.data['reason'])}" for at, each in zip(places, problems, strict=True))


def _told(target: Target, asked: _Asked) -> _Told:
    data = read_file(target.name) if target.data is None else target.data
    if isinstance(data, Problem):
        return _Told(problems=(printable(data.data["reason"]),), unreadable=True)
    source = read_source(target.name, data)
    checked = check_syntax(source.text)
    syntax = checked.problems
    problems = _said(source, [*source.problems, *syntax])
    if syntax or not source.text.strip():
        return _Told(problems=problems)

    from zerolint.interp import NotParsed, interpret

    try:
        interpretation = interpret(
            source.text,
            displayed=displayed(checked.tree, source),
            target=asked.target or target.settings.target,
            search=Search(absolute_path(target.name), Files()),
        )
    except NotParsed as error:
        return _Told(problems=(*problems, *_said(source, [error.problem])))
    facts = interpretation.facts
    shown = _lines(source, interpretation, asked)
    clear = sum(not site.lacking for site in facts.trainings)
    return _Told(tuple(shown), facts.trains, len(facts.trainings), clear, problems)


def _lines(source: Source, interpretation: Interpretation, asked: _Asked) -> Iterator[str]:
    from zerolint.checking.settling import shown_from_here
    from zerolint.facts.places import Place
    from zerolint.findings.placing import code_at

    places = list(map(Place, range(len(interpretation.nodes))))
    spots = shown_from_here(interpretation.spots(places, source), source)

    def where(place: Place) -> str:
        file, span = spots.get(place, Spot(source, START))
        return line(source.location(span.start)) if file is source else f"{file.path}:{span.start.row}"

    def code(place: Place) -> str:
        return code_at(*spots[place]) if place in spots and interpretation.is_expression(place) else ""

    if asked.events:
        from zerolint.facts.show import lines

        told = lines(interpretation.facts, unknown=asked.unknown)
    else:
        from zerolint.facts.told import told_lines

        told = told_lines(interpretation.facts, code, where, unknown=asked.unknown)
    for place, text in told:
        yield f"{where(place)}: {printable(text)}"
