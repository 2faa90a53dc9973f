"""The arguments of `zerolint [check]`, and its help."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from zerolint import __version__
from zerolint.commands import COMMANDS, fixing, gates
from zerolint.commands.fixing import Fixes
from zerolint.commands.gates import Gates
from zerolint.commands.outputs import FormatName, Output, pair
from zerolint.commands.parser import Parser, add_help, words_of
from zerolint.errors import UserError
from zerolint.settings.formats import FORMATS, VARIABLE
from zerolint.settings.settings import TARGETS, Overrides

LONGEST_PROBE = 86400

_DESCRIPTION = """\
Read TensorFlow, Keras and scikit-learn training scripts and notebooks and report,
without running them, where the cost they print would be zero, constant, not finite
or meaningless."""

_EPILOG = """\
commands (each has its own --help):
  zerolint rule CODE       explain a rule, with examples
  zerolint rules           list the rules
  zerolint facts PATH      show what zerolint believes scripts do
  zerolint config          list the settings, or print their JSON schema
  zerolint clean           take away what earlier runs kept
  zerolint server          serve an editor (needs the extra `lsp`)
  zerolint new-rule NAME   start a rule, in a checkout of zerolint
A folder that is called like a command is written ./rules.

examples:
  zerolint                              check the current folder
  zerolint train.py --output-format full    with code, reasons and advice
  zerolint --fix src                    make the safe fixes; first look: zerolint --diff src
  zerolint --select leakage,ZL301 src notebooks/eda.ipynb
  zerolint --output-format sarif --output-file zerolint.sarif --output-format concise
  zerolint --probe train.py             with evidence from real TensorFlow
  zerolint --diff-base origin/main          what this branch added
  zerolint --write-baseline known.json      accept what is there; then --baseline known.json
  zerolint --add-ignore="why" train.py      accept it with a comment behind each finding
  git show HEAD:train.py | zerolint --stdin-filename train.py -

formats (for {VARIABLE} as well, where no --output-format is given):
{formats}

silence a finding on its line:      # zerolint: ignore[ZL301] why it is right here
silence a file:                     # zerolint: file-ignore
settings: .zerolint.toml, zerolint.toml or [tool.zerolint] in pyproject.toml, the nearest

exit status: 0 nothing found, 1 findings, 2 wrong usage or settings, or zerolint itself failed
documentation: `zerolint rule CODE` for a rule, the README for the rest"""


@dataclass(frozen=True, slots=True)
class CheckArguments:
    """What the command line of a check asks for. `paths` is empty only where an `@file` was."""

    paths: tuple[str, ...]
    overrides: Overrides
    config: Path | None
    isolated: bool
    outputs: tuple[Output, ...]
    exit_zero: bool
    statistics: bool
    stdin_filename: str | None
    color: str
    quiet: bool
    probe: str | None
    probe_timeout: float
    cached: bool
    jobs: int | None
    fixes: Fixes
    gates: Gates


def parse(arguments: Sequence[str], *, commanded: bool) -> CheckArguments:
    """The arguments of a check; leaves with status 2 where they are wrong.

    `commanded`: the word `check` stood before them, so none of them is a command.
    """
    parser = _parser()
    given = parser.parse_args(_spelled(arguments, parser))
    paths = tuple(given.paths)
    if paths and paths[0] in COMMANDS and not commanded:
        if paths[0] != "check":
            parser.error(f"the command comes first: `zerolint {paths[0]} ...`; a folder of that name is ./{paths[0]}")
        paths = paths[1:]
    # An empty list of files (`@changed.txt`) means none, not everything.
    if not paths and not any(word.startswith("@") for word in arguments):
        paths = (".",)
    if given.isolated and given.config is not None:
        parser.error("--isolated and --config contradict each other")
    try:
        outputs = pair(given.outputs or ())
    except UserError as error:
        parser.error(str(error))
    _check_numbers(given, parser)
    return CheckArguments(
        paths=paths,
        overrides=_overrides(given),
        config=given.config,
        isolated=given.isolated,
        outputs=outputs,
        exit_zero=given.exit_zero,
        statistics=given.statistics,
        stdin_filename=given.stdin_filename,
        color=given.color,
        quiet=given.quiet,
        probe=given.probe,
        probe_timeout=given.probe_timeout,
        cached=not given.no_cache,
        jobs=given.jobs,
        fixes=fixing.given(given, parser.error),
        gates=gates.of(given, parser.error),
    )


def _check_numbers(given: argparse.Namespace, parser: Parser) -> None:
    if given.jobs is not None and given.jobs < 1:
        parser.error("--jobs: give a number of processes, 1 at the least")
    if not 0 < given.probe_timeout <= LONGEST_PROBE:
        parser.error(f"--probe-timeout: give seconds above 0, at most {LONGEST_PROBE} (a day)")


def _spelled(words: Sequence[str], parser: Parser) -> list[str]:
    """The words as argparse takes them: the value of `--probe=confirmed` and `--add-ignore=why` follows the sign only.

    So what stands behind `--probe train.py` is a file. A reason there is told from one by not existing, and what
    `--write-baseline known.json` names by its ending: no script has it.
    """
    words = list(gates.joined(words, parser.error))
    for word, behind in pairwise(words):
        if word == "--add-ignore" and not behind.startswith(("-", "@")) and not os.path.lexists(behind):
            parser.error(f'--add-ignore: there is no file `{behind}`; a reason is written --add-ignore="{behind}"')
    bare = {"--probe": "--probe=all", "--add-ignore": "--add-ignore=", "--write-baseline": "--write-baseline="}
    return [bare.get(word, word) for word in words]


def _overrides(given: argparse.Namespace) -> Overrides:
    return Overrides(
        select=None if given.select is None else words_of(given.select),
        extend_select=words_of(given.extend_select or ()),
        ignore=words_of(given.ignore or ()),
        exclude=None if given.exclude is None else tuple(filter(None, words_of(given.exclude))),
        extend_exclude=tuple(filter(None, words_of(given.extend_exclude or ()))),
        respect_gitignore=given.respect_gitignore,
        force_exclude=given.force_exclude,
        target=given.target,
        cache_dir=given.cache_dir,
        **gates.overrides(given),
    )


def _parser() -> Parser:
    formats = "\n".join(f"  {name:12s} {format.doc}" for name, format in FORMATS.items())
    epilog = _EPILOG.format(VARIABLE=VARIABLE, formats=formats)
    parser = Parser("check", _DESCRIPTION, epilog, usage="zerolint [check] [options] [PATH ...]")
    parser.prog = "zerolint"
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: .); - is standard input, @FILE a list"
    )
    _add_selection(parser.add_argument_group("which rules"))
    _add_output(parser.add_argument_group("what is written"))
    _add_probe(parser.add_argument_group("confirm by a run (needs TensorFlow: zerolint[probe])"))
    fixing.add_arguments(parser.add_argument_group("fixes"))
    gates.add_arguments(parser.add_argument_group("code review"))
    _add_files(parser.add_argument_group("which files"))
    _add_settings(parser.add_argument_group("settings"))
    return parser


def _add_selection(group: argparse._ArgumentGroup) -> None:
    words = "codes, prefixes (ZL3), names, families or ALL, separated by commas; repeatable"
    group.add_argument("--select", action="append", metavar="RULES", help=f"report these rules only: {words}")
    group.add_argument("--extend-select", action="append", metavar="RULES", help="report these as well")
    group.add_argument("--ignore", action="append", metavar="RULES", help="do not report these")


def _add_output(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--output-format",
        dest="outputs",
        action="append",
        type=FormatName,
        metavar="FORMAT",
        help="one of the formats below; repeatable, each with an --output-file of its own",
    )
    group.add_argument(
        "--output-file",
        "-o",
        dest="outputs",
        action="append",
        type=Path,
        metavar="FILE",
        help="the file for the format before it, instead of standard output (-); replaced in one step",
    )
    group.add_argument("--statistics", action="store_true", help="count findings by rule, and say what was understood")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto)")
    group.add_argument("--quiet", "-q", action="store_true", help="the report only: no closing line, hints or progress")


def _add_probe(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--probe",
        choices=("all", "confirmed"),
        metavar="[=confirmed]",
        help="check each finding by a short TensorFlow run of a program that is rebuilt from what zerolint knows of "
        "yours, which itself is never run; --probe=confirmed shows only what that confirms",
    )
    group.add_argument(
        "--probe-timeout", type=float, default=30.0, metavar="SECONDS", help="for one finding (default: 30)"
    )


def _add_files(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--exclude", action="append", metavar="GLOBS", help="leave these out, instead of the built-in list"
    )
    group.add_argument("--extend-exclude", action="append", metavar="GLOBS", help="leave these out besides")
    group.add_argument(
        "--no-respect-gitignore",
        dest="respect_gitignore",
        action="store_false",
        default=None,
        help="check files that git or a .ignore file ignores",
    )
    group.add_argument(
        "--force-exclude", action="store_true", default=None, help="leave out excluded files that are named here too"
    )
    group.add_argument("--stdin-filename", metavar="NAME", help="the name that goes with standard input")


def _add_settings(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--config", type=Path, metavar="FILE", help="use this settings file for all files")
    group.add_argument("--isolated", action="store_true", help="ignore all settings files")
    group.add_argument("--target", choices=TARGETS, help="the library the scripts run on; else imports and pins decide")
    group.add_argument(
        "--jobs",
        "-j",
        type=int,
        metavar="N",
        help="processes that check files (default: one a core, where the files are worth it)",
    )
    group.add_argument(
        "--no-cache", action="store_true", help="check and probe anew, and keep nothing for the next run"
    )
    group.add_argument(
        "--cache-dir",
        type=Path,
        metavar="DIR",
        help="where findings and verdicts are kept for the next run (default: .zerolint_cache)",
    )
    group.add_argument("--version", "-V", action="version", version=f"zerolint {__version__}", help="show the version")
    add_help(group)
