"""Environment variables: a default counts, at certainty likely, since another run may have another value."""

from __future__ import annotations

import json

import pytest

LIKELY = {
    "get": 'rate = float(os.environ.get("LR", "0"))',
    "getenv": 'rate = float(os.getenv("LR", 0.0))',
    "or": 'rate = float(os.getenv("LR") or 0.0)',
    "setdefault": 'os.environ.setdefault("LR", "0.0")\nrate = float(os.environ["LR"])',
    "what setdefault gives": 'rate = float(os.environ.setdefault("LR", "0.0"))',
    "a helper": 'def of(name, default):\n    return float(os.environ.get(name, default))\n\n\nrate = of("LR", "0.0")',
    "a default of a parameter": 'def rate_of(rate=float(os.getenv("LR", "0"))):\n    return rate\n\n\nrate = rate_of()',
    "a class": 'class C:\n    lr = float(os.environ.get("LR", default="0"))\n\n\nrate = C.lr',
}


@pytest.mark.parametrize("text", LIKELY.values(), ids=LIKELY.keys())
def test_a_default_is_likely(text: str, project, run) -> None:
    (project / "train.py").write_text(f"import os\nimport keras\n\n{text}\nkeras.optimizers.SGD(rate)\n")
    found = json.loads(run("--isolated", "--output-format", "json", "train.py")[1])
    assert [(each["code"], each["certainty"]) for each in found] == [("ZL302", "likely")]


@pytest.mark.parametrize("text", ['float(os.environ["LR"])', 'float(os.getenv("LR"))', 'float(os.environ.get("LR"))'])
def test_what_has_no_default_is_not_known(text: str, project, run) -> None:
    (project / "train.py").write_text(f"import os\nimport keras\n\nkeras.optimizers.SGD({text})\n")
    assert run("--isolated", "train.py")[0] == 0


def test_what_the_script_itself_sets_is_certain(project, run) -> None:
    text = 'os.environ["LR"] = "0.0"\nkeras.optimizers.SGD(float(os.environ["LR"]))\n'
    (project / "train.py").write_text(f"import os\nimport keras\n\n{text}")
    found = json.loads(run("--isolated", "--output-format", "json", "train.py")[1])
    assert [(each["code"], each["certainty"]) for each in found] == [("ZL302", "proven")]
