"""Time of the analysis as a multiple of libcst's bare parse, on the same files in the same run.

    python benchmarks/parse_ratio.py PATH... [--rounds 3]

Prints the median and the 90th percentile over files of (parse + interpret + detect) / parse in
CPU seconds, and the same over all files together.
Ratios of one run are comparable; seconds of two runs on a shared machine are not.
"""

from __future__ import annotations

import argparse
import ast
import statistics
import time
import warnings
from pathlib import Path

import libcst as cst

from zerolint.detectors import detect, implemented
from zerolint.interp import interpret
from zerolint.source.discovery import discover
from zerolint.source.read import read_source


def texts(paths: list[Path]) -> list[tuple[str, str]]:
    """The analysed text of each file that imports a training library and parses."""
    found = []
    for path in discover(paths):
        source = read_source(str(path), Path(path).read_bytes())
        if not any(word in source.text for word in ("tensorflow", "keras", "sklearn")):
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                ast.parse(source.text)
        except (SyntaxError, ValueError, RecursionError):
            continue
        found.append((str(path), source.text))
    return found


def seconds(work: object, rounds: int) -> float:
    """The least CPU time of a few rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()  # type: ignore[operator]
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    codes = implemented()
    ratios, parse_total, whole_total = [], 0.0, 0.0
    files = texts(args.paths)
    for _, text in files:
        parse = seconds(lambda text=text: cst.parse_module(text), args.rounds)
        whole = seconds(lambda text=text: detect(interpret(text).facts, codes, {}), args.rounds)
        ratios.append(whole / parse)
        parse_total += parse
        whole_total += whole
    ratios.sort()
    median, high = statistics.median(ratios), ratios[int(0.9 * len(ratios))]
    print(f"{len(files)} files, {sum(len(text) for _, text in files) / 1e6:.2f} MB")
    print(f"whole / parse: median {median:.2f}, 90th percentile {high:.2f}, worst {ratios[-1]:.2f}")
    print(f"over all files: {whole_total / parse_total:.2f} (CPU s: parse {parse_total:.2f}, whole {whole_total:.2f})")


if __name__ == "__main__":
    main()
