"""How long a check takes in several processes, as a share of how long it takes in one.

    python benchmarks/jobs.py FOLDER [--jobs 2] [--rounds 5]

By turns, whole processes with no cache; prints medians of wall time, and of CPU time with all children. On a machine
that does other work the wall time says nothing: compare the load that is printed beside it with the number of cores.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]


def run(folder: Path, jobs: int) -> tuple[float, float, bytes]:
    """Wall and CPU seconds of a check, and what it reports."""
    command = (sys.executable, "-m", "zerolint", "--isolated", "--no-cache", "--quiet", "--jobs", str(jobs), ".")
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(HOME)}, capture_output=True)
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"--jobs {jobs}: exit status {done.returncode}\n{done.stderr.decode()}")
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    wall: dict[int, list[float]] = {1: [], options.jobs: []}
    work: dict[int, list[float]] = {1: [], options.jobs: []}
    reports = set()
    for _ in range(options.rounds):
        for jobs in wall:
            took, spent, report = run(options.folder, jobs)
            wall[jobs].append(took)
            work[jobs].append(spent)
            reports.add(report)
    for name, seconds in (("wall", wall), ("CPU", work)):
        one, many = statistics.median(seconds[1]), statistics.median(seconds[options.jobs])
        print(f"{name}: {many:.2f} s in {options.jobs} processes, {one:.2f} s in one: {many / one:.2f}")
    print(
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the reports are {'NOT ' * (len(reports) > 1)}equal"
    )


if __name__ == "__main__":
    main()
