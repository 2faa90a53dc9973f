"""Time from a change in an editor to its diagnostics, as a multiple of one bare libcst parse of the same text.

    python benchmarks/server_latency.py PATH... [--files 30] [--edits 10] [--seed 1]

Real scripts near 100, 500 and 2,000 lines are opened in a real server process; in each a random row gets a comment,
a number or an empty row. Measured is what a user feels: from sending `didChange` to having received the
diagnostics of that version, with the pause that the server makes before it analyses (`felt`); and the analysis alone
(`analysis`, from the server's trace). Both are divided by the parse of the changed text in this process.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import statistics
import sys
import time
from pathlib import Path

import libcst as cst
from lsprotocol import types

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from tests.server.lsp_client import Editor
from zerolint.source.discovery import discover
from zerolint.source.guard import check_syntax

SIZES = {100: (70, 140), 500: (380, 650), 2000: (1400, 2800)}
WORDS = ("keras", "tensorflow", "sklearn")


def scripts(paths: list[Path], count: int, dice: random.Random) -> dict[int, list[str]]:
    """Training scripts of each size, chosen at random."""
    found: dict[int, list[str]] = {size: [] for size in SIZES}
    files = sorted(path for path in discover(paths) if path.suffix == ".py")
    dice.shuffle(files)
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        lines = text.count("\n")
        for size, (low, high) in SIZES.items():
            wanted = low <= lines <= high and len(found[size]) < count and any(word in text for word in WORDS)
            if wanted and text not in found[size] and not check_syntax(text).problems:
                found[size].append(text)
        if all(len(texts) == count for texts in found.values()):
            break
    return found


def edited(text: str, dice: random.Random) -> tuple[str, tuple[int, int, int, int], str]:
    """A text that still parses, and the change that led to it: a range and its new text."""
    rows = text.split("\n")
    while True:
        row = dice.randrange(len(rows) - 1)
        numbers = list(re.finditer(r"\b\d+\b", rows[row]))
        if numbers and dice.random() < 0.5:
            number = dice.choice(numbers)
            where, new = (row, number.start(), row, number.end()), str(dice.randrange(1, 200))
        elif dice.random() < 0.5:
            where, new = (row, len(rows[row]), row, len(rows[row])), "  # edited"
        else:
            where, new = (row, 0, row, 0), "\n"
        changed = list(rows)
        changed[row] = rows[row][: where[1]] + new + rows[row][where[3] :]
        result = "\n".join(changed)
        if not check_syntax(result).problems:
            return result, where, new


def parse_seconds(text: str) -> float:
    """The time of one bare parse: the middle one of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        cst.parse_module(text)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


async def measure(editor: Editor, uri: str, text: str, edits: int, dice: random.Random) -> list[tuple[float, float]]:
    """Felt time and time of the analysis, as multiples of a parse, for each edit of one script."""
    analyses: list[float] = []
    editor.client.protocol.fm.features.pop(types.LOG_TRACE, None)
    editor.client.feature(types.LOG_TRACE)(
        lambda params: analyses.append(int(re.search(r"in (\d+) ms", params.message)[1]) / 1000)
    )
    await editor.opened(uri, text)
    found = []
    for _ in range(edits + 2):
        text, where, new = edited(text, dice)
        parse = parse_seconds(text)
        editor.published.clear()
        start = time.perf_counter()
        await editor.changed(uri, (where, new))
        found.append(((time.perf_counter() - start) / parse, analyses[-1] / parse))
    editor.close(uri)
    # The first changes of a session find nothing that was kept.
    return found[2:]


def spread(values: list[float]) -> str:
    """Median and 90th percentile."""
    return f"median {statistics.median(values):.2f}, 90th percentile {sorted(values)[int(0.9 * len(values))]:.2f}"


async def run(paths: list[Path], files: int, edits: int, seed: int) -> None:
    """Measure each size and print."""
    dice = random.Random(seed)
    editor = await Editor.start()
    editor.client.set_trace(types.SetTraceParams(types.TraceValue.Messages))
    for size, texts in scripts(paths, files, dice).items():
        found = []
        for number, text in enumerate(texts):
            found += await measure(editor, f"file:///bench/{size}_{number}.py", text, edits, dice)
        print(
            f"{size:5d} lines, {len(texts)} scripts, {len(found)} edits: "
            f"felt {spread([felt for felt, _ in found])}; analysis {spread([own for _, own in found])}"
        )
    await editor.leave()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--files", type=int, default=30)
    parser.add_argument("--edits", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    asyncio.run(run(given.paths, given.files, given.edits, given.seed))


if __name__ == "__main__":
    main()
