"""Where a check's reports go: each format to its file, one at the most to standard output."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from zerolint.errors import UserError, did_you_mean, reason_of
from zerolint.settings.formats import FORMATS


@dataclass(frozen=True, slots=True)
class Output:
    """One report: its format (None: what the environment or the settings say), and its file (None: standard output)."""

    format: str | None
    file: Path | None


class FormatName(str):
    """The word behind an --output-format."""

    __slots__ = ()


def pair(words: Sequence[FormatName | Path]) -> tuple[Output, ...]:
    """The outputs that a command line's formats and files, in their order, stand for.

    A format goes to the file that follows it. UserError where a format or file could belong to several.
    """
    formats = [word for word in words if isinstance(word, FormatName)]
    files = [word for word in words if isinstance(word, Path)]
    for word in formats:
        check_format("--output-format", word)
    if len(formats) <= 1 and len(files) <= 1:
        found = [Output(formats[0] if formats else None, _file(files[0]) if files else None)]
    else:
        found = list(_pairs(words))
    _check(found)
    return tuple(found)


def check_format(where: str, word: str) -> str:
    """`word`, if it names a format; UserError starts with `where` it was written."""
    if word not in FORMATS:
        hint = did_you_mean(word, FORMATS) or f"; the formats are {', '.join(FORMATS)}"
        raise UserError(f"{where}: unknown format `{word}`{hint}")
    return word


def check_place(file: Path, inputs: Iterable[str]) -> None:
    """UserError where a report could not be written, before a long run, or where it would replace one of `inputs`."""
    if file.is_dir():
        raise _unwritable(file, "it is a folder")
    if file.exists() and any(os.path.exists(each) and os.path.samefile(each, file) for each in inputs):
        raise _unwritable(file, "it is one of the files to check")
    above = Path(os.path.realpath(file)).parent
    while not above.exists() and above != above.parent:
        above = above.parent
    if not above.is_dir():
        raise _unwritable(file, f"{above} is not a folder")
    if not os.access(file if _is_stream(file) else above, os.W_OK):
        raise _unwritable(file, "permission denied")


def write(text: str, file: Path | None) -> None:
    """Write a report to its file, or to standard output; UserError where the file can't be written."""
    if file is None:
        sys.stdout.write(text)
        return
    try:
        if _is_stream(file):
            with file.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                stream.write(text)
        else:
            replace_file(Path(os.path.realpath(file)), text)
    except OSError as error:
        raise _unwritable(file, reason_of(error)) from None


def _pairs(words: Sequence[FormatName | Path]) -> list[Output]:
    found: list[Output] = []
    waiting: str | None = None
    for word in words:
        if isinstance(word, FormatName):
            if waiting is not None:
                found.append(Output(waiting, None))
            waiting = word
        elif waiting is None:
            raise UserError(
                f"--output-file {word}: no format stands before it; "
                f"write `--output-format FORMAT --output-file {word}` for each of several reports"
            )
        else:
            found.append(Output(waiting, _file(word)))
            waiting = None
    return [*found, Output(waiting, None)] if waiting is not None else found


def _file(path: Path) -> Path | None:
    """`-` is standard output."""
    return None if str(path) == "-" else path


def _check(outputs: Sequence[Output]) -> None:
    printed = [output.format for output in outputs if output.file is None]
    if len(printed) > 1:
        raise UserError(
            f"the formats {printed[0]} and {printed[1]} can't both go to standard output; "
            f"write `--output-format {printed[1]} --output-file FILE`"
        )
    seen: set[str] = set()
    for output in outputs:
        if output.file is not None:
            place = os.path.realpath(output.file)
            if place in seen:
                raise UserError(f"--output-file {output.file}: two reports can't be written to one file")
            seen.add(place)


def _unwritable(file: Path, reason: str) -> UserError:
    return UserError(f"--output-file {file}: {reason}")


def _is_stream(file: Path) -> bool:
    """Whether it is a terminal, a pipe or /dev/null, which must be written to and never replaced."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def replace_file(file: Path, text: str) -> None:
    """Write beside the file and rename: whoever reads it never sees half of it."""
    partial = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        if file.exists():
            partial.chmod(stat.S_IMODE(file.stat().st_mode))
        partial.replace(file)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise
