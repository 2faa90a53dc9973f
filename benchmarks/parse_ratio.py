"""Time of the analysis as a multiple of libcst's bare parse, on the same files in the same run.

    python benchmarks/parse_ratio.py PATH... [--rounds 3]
    python benchmarks/parse_ratio.py --hostile

Prints the median and the 90th percentile over files of (parse + interpret + detect) / parse in
CPU seconds, the same over all files together, and how often each expression was evaluated.
`--hostile` measures the scripts of `tests/interp/hostile_scripts.py` one by one instead.
Ratios of one run are comparable; seconds of two runs on a shared machine are not.
"""

from __future__ import annotations

import argparse
import ast
import statistics
import sys
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


def expressions(text: str) -> int:
    """How many expressions a text has."""
    return sum(isinstance(node, ast.expr) for node in ast.walk(ast.parse(text)))


def whole(text: str) -> None:
    """The analysis of one text."""
    detect(interpret(text).facts, implemented(), {})


def measure(text: str, rounds: int) -> tuple[float, float, float]:
    """CPU seconds of the bare parse and of the whole analysis, and evaluations an expression."""
    parse = seconds(lambda: cst.parse_module(text), rounds)
    evaluated = interpret(text).evaluations / max(1, expressions(text))
    return parse, seconds(lambda: whole(text), rounds), evaluated


def spread(values: list[float]) -> str:
    """Median, 90th percentile and largest of some values."""
    ordered = sorted(values)
    high = ordered[int(0.9 * len(ordered))]
    return f"median {statistics.median(ordered):.2f}, 90th percentile {high:.2f}, worst {ordered[-1]:.2f}"


def hostile(rounds: int) -> None:
    """Measure the hostile scripts one by one."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    from tests.interp.hostile_scripts import HOSTILE

    for name, text in HOSTILE.items():
        parse, total, evaluated = measure(text, rounds)
        print(f"{total / parse:7.1f} times the parse of {parse * 1000:6.1f} ms, {evaluated:6.1f} evaluations: {name}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hostile", action="store_true", help="measure the hostile scripts of the tests")
    args = parser.parse_args()
    if args.hostile:
        hostile(args.rounds)
        return
    files = texts(args.paths)
    measured = [measure(text, args.rounds) for _, text in files]
    parse_total, whole_total = (sum(each[at] for each in measured) for at in (0, 1))
    print(f"{len(files)} files, {sum(len(text) for _, text in files) / 1e6:.2f} MB")
    print(f"whole / parse: {spread([total / parse for parse, total, _ in measured])}")
    print(f"over all files: {whole_total / parse_total:.2f} (CPU s: parse {parse_total:.2f}, whole {whole_total:.2f})")
    print(f"evaluations an expression: {spread([evaluated for *_, evaluated in measured])}")


if __name__ == "__main__":
    main()
