"""Whether two versions of zerolint report the same of the same files; prints what differs, and exits 1.

    python benchmarks/compare_findings.py BEFORE AFTER PATH... [--sample 3000] [--jobs 2] [--keep after.jsonl]

BEFORE and AFTER are each a checkout (a folder that holds `zerolint/` and `rules/`), a command such as
`"/other/bin/zerolint"`, or what an earlier run kept with `--keep`: the findings of its AFTER, for the next comparison.
A finding is everything that the report says of it: place, message, reasons, severity, certainty and fix.
Every rule is selected and no settings are read, whatever follows `--`: `-- --select ZL1,ZL2`.
Files go to zerolint in groups of fifty; a group that takes longer than `--timeout` counts as a finding.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

GROUP = 50
KEPT_OUT = frozenset({".git", ".venv", "site-packages", "node_modules"})


@dataclass(frozen=True)
class Version:
    """How one version is called."""

    command: tuple[str, ...]
    folder: Path | None

    @classmethod
    def of(cls, word: str) -> Version:
        """A checkout or a command line."""
        folder = Path(word).resolve()
        if (folder / "zerolint" / "__main__.py").is_file():
            return cls((sys.executable, "-m", "zerolint"), folder)
        return cls(tuple(shlex.split(word)), None)

    def findings(self, files: Sequence[Path], arguments: Sequence[str], timeout: float) -> list[str]:
        """What this version reports of some files, one line of JSON a finding."""
        environment = dict(os.environ)
        if self.folder is not None:
            environment["PYTHONPATH"] = str(self.folder)
        report = ("--output-format", "json-lines", "--quiet", "--isolated", "--no-cache", "--no-respect-gitignore")
        try:
            done = subprocess.run(
                [*self.command, "check", *report, *arguments, "--", *map(str, files)],
                capture_output=True,
                text=True,
                timeout=timeout,
                env=environment,
                cwd=self.folder or "/",
            )
        except subprocess.TimeoutExpired:
            return [json.dumps({"filename": str(files[0]), "code": "-", "message": "this file or one after it hangs"})]
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        if done.returncode not in (0, 1):
            message = f"exit status {done.returncode}: {done.stderr.strip()[-300:]}"
            lines.append(json.dumps({"filename": str(files[0]), "code": "-", "message": message}))
        return lines


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The Python files and notebooks below some paths, sorted."""
    found = set()
    for path in paths:
        for each in [path] if path.is_file() else path.rglob("*"):
            if each.suffix in (".py", ".ipynb") and each.is_file() and KEPT_OUT.isdisjoint(each.parts):
                found.add(each.resolve())
    return sorted(found)


def run(version: Version, files: Sequence[Path], options: argparse.Namespace) -> tuple[Counter[str], float]:
    """All findings of a version, and the CPU seconds of its processes."""
    groups = [files[start : start + GROUP] for start in range(0, len(files), GROUP)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with ThreadPoolExecutor(options.jobs) as pool:
        lines = pool.map(lambda group: version.findings(group, options.arguments, options.timeout), groups)
        found = Counter(line for group in lines for line in group)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def kept(path: Path, files: Sequence[Path]) -> Counter[str] | None:
    """The findings of an earlier run in these files; None where the path is no such report."""
    if path.suffix != ".jsonl" or not path.is_file():
        return None
    names = {str(file) for file in files}
    lines = path.read_text(encoding="utf-8").splitlines()
    return Counter(line for line in lines if json.loads(line)["filename"] in names)


def shown(line: str) -> str:
    """A finding as a reader wants it, followed by what else is said of it."""
    finding = json.loads(line)
    at = finding.get("location") or {}
    cell = f"cell {finding['cell']}:" if finding.get("cell") else ""
    place = f"{finding['filename']}:{cell}{at.get('row', 0)}:{at.get('column', 0)}"
    rest = {key: finding.get(key) for key in ("severity", "certainty", "fix", "reasons") if finding.get(key)}
    return f"{place}: {finding['code']} {finding['message']}  {json.dumps(rest)[:160]}"


def place_of(line: str) -> tuple[str, int, int, str]:
    """What differences are sorted by."""
    finding = json.loads(line)
    at = finding.get("location") or {}
    return finding["filename"], int(at.get("row", 0)), int(at.get("column", 0)), finding["code"]


def compare(before: Counter[str], after: Counter[str]) -> int:
    """Print the findings that only one version has; returns how many."""
    changes = [(line, "-") for line in (before - after).elements()] + [
        (line, "+") for line in (after - before).elements()
    ]
    for line, sign in sorted(changes, key=lambda change: (place_of(change[0]), change[1] == "+")):
        print(sign, shown(line))
    codes = Counter(f"{sign}{place_of(line)[3]}" for line, sign in changes)
    if codes:
        print("by code:", ", ".join(f"{code} {count}" for code, count in sorted(codes.items())))
    return len(changes)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The arguments; what follows `--` goes to zerolint."""
    cut = words.index("--") if "--" in words else len(words)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, help="so many files, chosen with a fixed seed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=600, help="seconds that fifty files may take")
    parser.add_argument("--keep", type=Path, help="where to write the findings of AFTER, a .jsonl file")
    options = parser.parse_args(words[:cut])
    options.arguments = list(words[cut + 1 :]) or ["--select", "ALL"]
    return options


def main() -> int:
    """Compare, print and return the exit status."""
    options = parse(sys.argv[1:])
    files = files_in(options.paths)
    if options.sample and options.sample < len(files):
        files = sorted(random.Random(0).sample(files, options.sample))
    print(f"{len(files)} files", flush=True)
    findings = []
    for word in (options.before, options.after):
        earlier = kept(Path(word), files)
        found, seconds = (earlier, 0.0) if earlier is not None else run(Version.of(word), files, options)
        print(f"{word}: {found.total()} findings, {seconds:.0f} CPU seconds", flush=True)
        findings.append(found)
    if options.keep:
        options.keep.write_text("".join(f"{line}\n" for line in findings[1].elements()), encoding="utf-8")
    changes = compare(*findings)
    print(f"{changes} differences" if changes else "the same findings")
    return 1 if changes else 0


if __name__ == "__main__":
    sys.exit(main())
