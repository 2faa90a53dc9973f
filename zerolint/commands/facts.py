"""`zerolint facts FILE`: what zerolint believes a script does."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from zerolint.commands.parser import Parser, add_help
from zerolint.errors import UserError
from zerolint.report.ansi import printable
from zerolint.report.closing import counted
from zerolint.report.position import line
from zerolint.settings import TARGETS
from zerolint.source.guard import check_syntax
from zerolint.source.problem import START, Problem
from zerolint.source.read import Source, read_file, read_source

_DESCRIPTION = """\
Show what zerolint believes a training script or notebook does: the models, losses,
optimizers and rows it sees, in the order in which the script would run."""

_EPILOG = """\
Use it to see why something is reported, or is not: --unknown adds what was not
understood, and why; reveal_type(x) in the script shows what is believed of x there.
exit status: 0, 1 where the file cannot be analysed, 2 wrong usage

examples:
  zerolint facts train.py
  zerolint facts notebooks/model.ipynb --unknown"""


def run(arguments: Sequence[str]) -> int:
    """Print the facts of the file that the arguments name; 1 where it cannot be read or parsed."""
    parser = Parser("facts", _DESCRIPTION, _EPILOG)
    parser.add_argument("file", metavar="FILE", help="a script or notebook; - is standard input")
    parser.add_argument("--unknown", action="store_true", help="add what was not understood, and why")
    parser.add_argument("--stdin-filename", metavar="NAME", default="<stdin>", help="the name of standard input")
    parser.add_argument("--target", choices=TARGETS, help="the library the script runs on; else imports decide")
    add_help(parser)
    given = parser.parse_args(list(arguments))
    name = given.stdin_filename if given.file == "-" else given.file
    data = sys.stdin.buffer.read() if given.file == "-" else read_file(given.file)
    if isinstance(data, Problem):
        raise UserError(f"{name}: {data.data['reason']}")
    source = read_source(name, data)
    problems = [*source.problems, *check_syntax(source.text).problems]
    for problem in problems:
        print(f"{line(source.location(problem.span.start))}: {printable(problem.data['reason'])}", file=sys.stderr)
    if source.text.strip() and not check_syntax(source.text).problems:
        for text in _lines(source, given.target, unknown=given.unknown):
            print(text)
    return 1 if problems else 0


def _lines(source: Source, target: str | None, *, unknown: bool) -> Iterator[str]:
    from zerolint.facts.show import lines
    from zerolint.interp import interpret

    interpretation = interpret(source.text, target=target)
    shown = list(lines(interpretation.facts, unknown=unknown))
    spans = interpretation.spans({place for place, _ in shown})
    for place, text in shown:
        span = spans.get(place, START)
        yield f"{line(source.location(span.start))}: {printable(text)}"
    if not interpretation.facts.trains:
        yield "nothing is trained here, as far as zerolint can see"
    elif sites := interpretation.facts.trainings:
        clear = sum(not site.lacking for site in sites)
        yield f"{clear} of {counted(len(sites), 'training site')} understood"
