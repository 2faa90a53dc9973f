"""What it costs that scripts import modules: all of a tree import the same five, or each holds their code itself.

`python benchmarks/shared_modules.py [SCRIPTS]` writes both trees into a temporary folder, checks them in turns in
processes of their own and prints the ratio of CPU time, as the median of the rounds.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROUNDS = 5
LAYER = "    net.add(keras.layers.Dense({units}, activation='relu', name='{name}{number}'))\n"


def module(name: str) -> str:
    """A module of five builders, about as long as those of projects are."""
    text = "import keras\nimport numpy as np\n\n"
    for number in range(5):
        text += f"\ndef {name}_{number}(units, rate=1e-3):\n    net = keras.Sequential([keras.Input((8,))])\n"
        text += "".join(LAYER.format(units=8 * each, name=name, number=each) for each in range(1, 9))
        text += "    net.add(keras.layers.Dense(units, activation='softmax'))\n"
        text += (
            "    net.compile(keras.optimizers.Adam(rate), 'sparse_categorical_crossentropy', metrics=['accuracy'])\n"
        )
        text += "    return net\n\n"
    return text


NAMES = ("first", "second", "third", "fourth", "fifth")
SCRIPT = """
x = np.load('x{number}.npy')
y = np.load('y{number}.npy')
for name, build in {{{builders}}}.items():
    net = build(3 + {number} % 5)
    net.fit(x[:800], y[:800], epochs=4, validation_data=(x[800:], y[800:]))
"""


def write(folder: Path, scripts: int, *, shared: bool) -> None:
    """The scripts, with their modules beside them or in each of them."""
    folder.mkdir()
    if shared:
        for name in NAMES:
            (folder / f"{name}.py").write_text(module(name))
    for number in range(scripts):
        builders = ", ".join(f"'{name}': {f'{name}.' if shared else ''}{name}_{number % 5}" for name in NAMES)
        head = f"import numpy as np\nimport {', '.join(NAMES)}\n" if shared else "".join(map(module, NAMES))
        (folder / f"train_{number}.py").write_text(head + SCRIPT.format(number=number, builders=builders))


def seconds(folder: Path) -> float:
    """CPU time of one check."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "zerolint", "check", "--isolated", "--no-cache", "-q", "--exit-zero", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    scripts = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as temporary:
        folders = {kind: Path(temporary) / kind for kind in ("shared", "single")}
        for kind, folder in folders.items():
            write(folder, scripts, shared=kind == "shared")
        rounds = [{kind: seconds(folder) for kind, folder in folders.items()} for _ in range(ROUNDS)]
    ratio = median(each["shared"] / each["single"] for each in rounds)
    shown = {kind: median(each[kind] for each in rounds) for kind in folders}
    print(
        f"{scripts} scripts, five modules: shared {shown['shared']:.1f} s, single {shown['single']:.1f} s; {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
