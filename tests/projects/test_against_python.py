"""What is believed of values that come from other modules, beside what Python computes."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.projects.layouts import BAD, DATA
from tests.projects.test_layouts import write

SHOW = """import builtins, sys


def show(value):
    print(f"line {sys._getframe(1).f_lineno}: revealed: {value!r}")


builtins.reveal_type = show
"""
NETS = {
    "nets/__init__.py": "",
    "nets/small.py": "UNITS = 8\n\n\ndef build():\n    return UNITS\n",
    "nets/large.py": "UNITS = 64\n",
    "plain.py": "N = 1\n",
}
PROJECTS = {
    "a module by a literal name": {
        **NETS,
        "train.py": "import importlib\n\nm = importlib.import_module('plain')\nreveal_type(m.N)\n",
    },
    "a module inside a package by an f-string": {
        **NETS,
        "train.py": "from importlib import import_module as load\n\nsize = 'small'\nnet = load(f'nets.{size}')\nreveal_type(net.build())\n",
    },
    "the same module by name and by a statement": {
        **NETS,
        "train.py": "from importlib import import_module\nfrom nets import small\n\nimport_module(name='nets.small').UNITS = 3\nreveal_type(small.build())\n",
    },
    "modules by name in a loop": {
        **NETS,
        "train.py": "import importlib\n\nfor each in ['plain', 'nets.small', 'nets.large']:\n    m = importlib.import_module(each)\nreveal_type(m.UNITS)\n",
    },
    "relative names": {
        **NETS,
        "nets/__init__.py": "import importlib\n\na = importlib.import_module('.small', __package__)\nb = importlib.import_module('.large', package=__name__)\n",
        "train.py": "import nets\n\nreveal_type(nets.a.UNITS)\nreveal_type(nets.b.UNITS)\nreveal_type(nets.large.UNITS)\n",
    },
    "__import__ gives the package": {
        **NETS,
        "train.py": "top = __import__('nets.small')\nreveal_type(top.small.UNITS)\ninner = __import__('nets.large', fromlist=['UNITS'])\nreveal_type(inner.UNITS)\n",
    },
    "reload undoes what was changed": {
        **NETS,
        "train.py": "import importlib\nimport plain\n\nplain.N = 5\nreveal_type(plain.N)\nplain = importlib.reload(plain)\nreveal_type(plain.N)\n",
    },
    "modules know their full names": {
        "a/__init__.py": "NAME = __name__\n",
        "a/b/__init__.py": "from . import c\n",
        "a/b/c.py": "NAME, PACKAGE = __name__, __package__\n",
        "train.py": "import a.b\n\nreveal_type(a.NAME)\nreveal_type(a.b.__package__)\nreveal_type(a.b.c.NAME)\nreveal_type(a.b.c.PACKAGE)\n",
    },
    "variables of a module by their names": {
        **NETS,
        "train.py": "import plain\nfrom nets import small\n\nreveal_type(vars(small)['build']())\nreveal_type(small.__dict__['UNITS'])\nvars(plain)['N'] = 6\nreveal_type(plain.N)\n",
    },
    "a module that answers for any name": {
        "lazy.py": "KNOWN = 1\n\n\ndef __getattr__(name):\n    return len(name)\n",
        "train.py": "import lazy\nfrom lazy import four\n\nreveal_type(lazy.KNOWN)\nreveal_type(lazy.seven77)\nreveal_type(four)\n",
    },
    "state that functions of a module change": {
        "state.py": "N, SEEN = 0, []\n\n\ndef add(k=1):\n    global N\n    N += k\n    SEEN.append(N)\n    return N\n",
        "user.py": "import state\nfrom state import N, add\n\n\ndef go():\n    add(5)\n    return N, state.N\n",
        "train.py": "import state\nimport user\nfrom state import SEEN\n\nreveal_type(user.go())\nstate.N = 100\nreveal_type(state.add())\nreveal_type(SEEN)\n",
    },
    "two modules that import each other": {
        "a.py": "import b\n\nX = 1\n\n\ndef f():\n    return b.Y + X\n",
        "b.py": "import a\n\nY = 10\n\n\ndef g():\n    return a.X + Y * 2\n",
        "train.py": "import a\nimport b\n\nreveal_type(a.f())\nreveal_type(b.g())\n",
    },
    "a function replaced in another module": {
        "m.py": "def f():\n    return 1\n\n\ndef g():\n    return f()\n",
        "patch.py": "import m\n\nm.f = lambda: 2\n",
        "train.py": "import m\nfrom m import f\n\nreveal_type(m.g())\nimport patch\n\nreveal_type(m.g())\nreveal_type(f())\n",
    },
}


@pytest.mark.parametrize("files", PROJECTS.values(), ids=PROJECTS.keys())
def test_as_python_computes(files: dict[str, str], project, run) -> None:
    write(project, {**files, "shown/sitecustomize.py": SHOW})
    environment = {**os.environ, "PYTHONPATH": "shown", "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "train.py"], cwd=project, env=environment, capture_output=True, text=True, check=True
    )
    real = ran.stdout.splitlines()
    assert len(real) == files["train.py"].count("reveal_type(")
    assert re.findall(r"^line \d+: revealed: .*$", run("facts", "train.py")[1], re.MULTILINE) == real


def test_a_network_chosen_by_name_is_followed(project, run) -> None:
    script = f"import importlib\n{DATA}importlib.import_module('networks').build_model(1).fit(x, y)\n"
    write(project, {"networks.py": BAD, "train.py": script})
    status, out, _ = run("--isolated", "train.py")
    assert (status, out.split(" ")[:2]) == (1, ["networks.py:13:14:", "ZL202"])
    assert run("--isolated", "networks.py")[1].split(" ")[:2] == ["networks.py:13:14:", "ZL202"]
    assert run("--isolated", ".")[1].count("ZL202") == 1
