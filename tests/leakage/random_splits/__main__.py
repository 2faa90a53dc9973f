"""`python -m tests.leakage.random_splits COUNT [FIRST] [tensorflow]`: so many programs, and what they covered."""

from __future__ import annotations

import sys
from collections import Counter

from tests.leakage.random_splits.agreement import believed, disagreement, run
from tests.leakage.random_splits.programs import Program


def main(count: int, first: int, *, tensorflow: bool) -> int:
    """Run the programs of these seeds; gives how many disagree."""
    made: Counter[str] = Counter()
    told: Counter[str] = Counter()
    wrong = 0
    for seed in range(first, first + count):
        program = Program.of(seed, tensorflow=tensorflow)
        made += program.made
        try:
            real = run(program, seed)
        except (ValueError, KeyError, IndexError) as refused:
            told[f"refused: {type(refused).__name__}"] += 1
            continue
        found = disagreement(believed(program), real, told)
        if found is not None:
            wrong += 1
            print(f"seed {seed}: {found}\n{program.text}", flush=True)
    print(f"{count} programs, {wrong} disagree; {dict(told)}")
    for name, often in sorted(made.items()):
        print(f"{often:6} {name}")
    return wrong


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    sys.exit(min(1, main(numbers[0], numbers[1] if len(numbers) > 1 else 0, tensorflow="tensorflow" in sys.argv)))
