"""What server and worker say to each other, and how it goes through a pipe."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Edit
from zerolint.settings.settings import Overrides

HEADER = struct.Struct(">I")
"""Stands before every message: the length of what follows, in bytes."""


Place = tuple[str, int, int, int | None]
"""Names a finding of a document: its code, row, column and cell, as it has them itself."""
WantedFix = Place | Literal["all"]
"""What is to be fixed: one finding, or all whose fix is safe."""


@dataclass(frozen=True, slots=True)
class Job:
    """One text or notebook to analyse, as the bytes that a file of it would have.

    `key` tells documents apart, `name` decides between Python and notebook and on the settings,
    `root` is the folder that globs are relative to where no settings file says so, and `config` a settings
    file that holds for everything. `fresh`: settings files may have changed since the last job. `fix`: asked for
    is what fixes would change. `others` are the other texts that are open, by absolute path. `runs` are scripts whose
    runs show something of this text, by their paths: with it they are run as well.
    """

    number: int
    key: str
    name: str
    data: bytes
    root: Path
    overrides: Overrides
    config: Path | None = None
    fresh: bool = False
    fix: WantedFix | None = None
    others: Mapping[str, bytes] = field(default_factory=dict)
    runs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """Nobody waits for this job any more."""

    number: int


@dataclass(frozen=True, slots=True)
class Forget:
    """A document was closed."""

    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a job. Without a report: it is excluded, or was stopped, or `trouble` says why.

    `edits` are those of a job that fixes, and `unfixed` why it leaves what it leaves.
    """

    number: int
    report: FileReport | None = None
    trouble: str | None = None
    seconds: float = 0.0
    edits: tuple[Edit, ...] = ()
    unfixed: tuple[str, ...] = ()


Message = Job | Stop | Forget


def packed(message: Message | Answer) -> bytes:
    """The message as bytes, its length first."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(body)) + body
