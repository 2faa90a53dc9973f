"""Thousands of random edits, opens, closes, malformed messages and cancellations in one server process.

    python benchmarks/server_soak.py [--actions 20000] [--seed 1]

Ends with an error where the server dies, an answer stays out, or the last diagnostics of a text are not what the
command line says about it. Prints the memory of server and worker as it goes.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from tests.server.lsp_soak import Soak


async def run(actions: int, seed: int) -> None:
    """Do the actions, then compare."""
    soak = await Soak.start(seed)
    for done in range(0, actions, 1000):
        for _ in range(min(1000, actions - done)):
            await soak.act()
        await soak.settle()
        print(f"{min(done + 1000, actions):6d} actions: {soak.memory()}", flush=True)
    print(f"{await soak.compare()} texts compared with the command line: equal")
    await soak.leave()


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actions", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.disable()
    asyncio.run(run(given.actions, given.seed))


if __name__ == "__main__":
    main()
