"""`zerolint [check] PATH...`: find the files, check them, write the report."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from zerolint.catalog import Catalog, load
from zerolint.commands.arguments import CheckArguments, parse
from zerolint.commands.targets import Target, find_targets
from zerolint.errors import UserError
from zerolint.settings import Finder, Overrides, Settings, check_selectors

if TYPE_CHECKING:
    from zerolint.filereport import FileReport

CLEAN, FINDINGS, BROKEN = 0, 1, 2


def run(arguments: Sequence[str], *, commanded: bool = True) -> int:
    """Check what the arguments name; 0 clean, 1 findings, 2 where a file broke zerolint."""
    asked = parse(arguments, commanded=commanded)
    catalog = load()
    finder = Finder(catalog, _overrides(asked, catalog), asked.config, asked.isolated)
    here = finder.of_folder(Path.cwd())
    targets = find_targets(asked.paths, asked.stdin_filename, finder)
    if not targets and not asked.quiet:
        print(f"zerolint: warning: no Python files or notebooks in {_listed(asked.paths)}", file=sys.stderr)
    reports = _check_all(targets, catalog, asked)
    _write(_render(reports, catalog, here, asked), asked.output_file)
    if targets and not asked.quiet:
        _close(reports, here, asked)
    if any(report.failed for report in reports):
        return BROKEN
    found = any(report.findings for report in reports)
    return FINDINGS if found and not asked.exit_zero else CLEAN


def _overrides(asked: CheckArguments, catalog: Catalog) -> Overrides:
    check_selectors("--select", asked.overrides.select or (), catalog)
    check_selectors("--extend-select", asked.overrides.extend_select, catalog)
    check_selectors("--ignore", asked.overrides.ignore, catalog)
    return asked.overrides


def _check_all(targets: list[Target], catalog: Catalog, asked: CheckArguments) -> list[FileReport]:
    from zerolint.commands.progress import Progress
    from zerolint.pipeline import Checker

    checkers: dict[Settings, Checker] = {}
    reports = []
    with Progress(len(targets), sys.stderr, os.environ, quiet=asked.quiet) as progress:
        for target in targets:
            progress.step(target.name)
            checker = checkers.get(target.settings)
            if checker is None:
                checker = checkers[target.settings] = Checker(target.settings, catalog)
            if target.data is None:
                reports.append(checker.check_file(target.name))
            else:
                reports.append(checker.check_source(target.name, target.data))
    return reports


def _render(reports: list[FileReport], catalog: Catalog, here: Settings, asked: CheckArguments) -> str:
    from zerolint.report.ansi import Palette, wants_color

    if asked.output_file is not None:
        palette = Palette(asked.color == "always")
    else:
        palette = Palette(wants_color(asked.color, sys.stdout, os.environ))
    if asked.statistics:
        from zerolint.report import statistics

        if here.output_format == "json":
            return statistics.render_json(reports, catalog)
        return statistics.render(reports, catalog, palette)
    if here.output_format == "json":
        from zerolint.report import json

        return json.render(reports, catalog)
    if here.output_format == "full":
        from zerolint.report import full

        return full.render(reports, catalog, palette)
    from zerolint.report import concise

    return concise.render(reports, catalog, palette)


def _close(reports: list[FileReport], here: Settings, asked: CheckArguments) -> None:
    from zerolint.report import closing

    if here.output_format == "json" and asked.statistics:
        print(closing.found(reports), *closing.understood(reports), sep="\n", file=sys.stderr)
    elif not asked.statistics and here.output_format == "concise":
        print(closing.found(reports), file=sys.stderr)
    if not asked.statistics and here.output_format != "full" and (hint := closing.hint(reports)):
        print(hint, file=sys.stderr)


def _write(text: str, file: Path | None) -> None:
    if file is None:
        sys.stdout.write(text)
        return
    # Written beside its place and renamed: whoever reads the report never sees half of one.
    partial = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", errors="backslashreplace")
        partial.replace(file)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise UserError(f"--output-file {file}: {(error.strerror or str(error)).lower()}") from None


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(f"`{path}`" for path in paths) or "the argument file"
