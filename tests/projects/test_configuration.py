"""Numbers out of configuration files: told in the file, with the line of the script that takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects.layouts import places, write
from zerolint.source.configuration import parse

YAML = "optimizer:\n  name: adam\n  lr: 0.0\n"
JSON = '{\n\t"optimizer": {"lr": 0.0}\n}\n'
TOML = '[optimizer]\nname = "adam"\nlr = 0.0  # too little\n'
HEAD = "import json\nimport tomllib\nfrom pathlib import Path\n\nimport keras\nimport yaml\n\n"
SPELLINGS = {
    "yaml in a with": ("config.yaml", YAML, 'with open("config.yaml") as file:\n    c = yaml.safe_load(file)\n'),
    "yaml at once": ("config.yaml", YAML, 'c = yaml.load(open("config.yaml"), Loader=yaml.FullLoader)\n'),
    "yaml, its text": ("config.yaml", YAML, 'c = yaml.safe_load(Path("config.yaml").read_text())\n'),
    "json in a function": (
        "c.json",
        JSON,
        'def load(path):\n    with open(path, encoding="utf-8") as file:\n        return json.load(file)\n\n\nc = load("c.json")\n',
    ),
    "json beside the script": (
        "c.json",
        JSON,
        'c = json.loads((Path(__file__).parent / "c.json").read_text())\n',
    ),
    "toml": ("c.toml", TOML, 'with open("c.toml", "rb") as file:\n    c = tomllib.load(file)\n'),
    "toml, its text": ("c.toml", TOML, 'c = tomllib.loads(Path("c.toml").read_text())\n'),
    "OmegaConf": (
        "config.yaml",
        YAML,
        'from omegaconf import OmegaConf\nc = OmegaConf.to_container(OmegaConf.load("config.yaml"))\n',
    ),
}


@pytest.mark.parametrize(("file", "text", "reading"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_rate_of_zero_in_a_file(file: str, text: str, reading: str, project: Path, found) -> None:
    write(project, {file: text, "train.py": HEAD + reading + 'keras.optimizers.Adam(c["optimizer"]["lr"])\n'})
    (finding,) = found("train.py")
    row = next(number for number, line in enumerate(text.split("\n"), start=1) if "lr" in line)
    assert places([finding], project) == {(file, row, "ZL302")}
    assert text.split("\n")[row - 1][finding["location"]["column"] - 1 :].startswith("0.0")
    assert finding["certainty"] == "likely"
    assert [Path(reason["filename"]).name for reason in finding["reasons"]] == ["train.py"]


def test_a_file_read_in_a_module_of_a_package(project: Path, found) -> None:
    write(
        project,
        {
            "pyproject.toml": "",
            "conf/config.yaml": YAML,
            "pkg/__init__.py": "",
            "pkg/settings.py": "import yaml\n\nwith open('conf/config.yaml') as file:\n    CONFIG = yaml.safe_load(file)\n",
            "pkg/train.py": "import keras\nfrom pkg.settings import CONFIG\n\nkeras.optimizers.Adam(**{'learning_rate': CONFIG['optimizer']['lr']})\n",
        },
    )
    assert places(found("pkg/train.py"), project) == {("conf/config.yaml", 3, "ZL302")}


HYDRA = """
import hydra
import keras


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg):
    keras.optimizers.Adam(cfg.optimizer.lr)


if __name__ == "__main__":
    main()
"""


def test_hydra_composes_a_configuration_of_groups(project: Path, found) -> None:
    files = {
        "conf/config.yaml": "defaults:\n  - optimizer: small\n  - _self_\nepochs: 3\n",
        "conf/optimizer/small.yaml": "lr: 0.0\n",
        "conf/optimizer/large.yaml": "lr: 0.1\n",
        "train.py": HYDRA,
    }
    write(project, files)
    assert places(found("train.py"), project) == {("conf/optimizer/small.yaml", 1, "ZL302")}
    write(project, {"conf/config.yaml": files["conf/config.yaml"].replace("small", "large")})
    assert found("train.py") == []


def test_hydra_s_own_file_goes_before_or_behind_its_groups(project: Path, found) -> None:
    files = {"conf/optimizer/small.yaml": "lr: 0.0\n", "train.py": HYDRA}
    own = "optimizer:\n  lr: 0.1\n"
    write(project, {**files, "conf/config.yaml": f"defaults:\n  - optimizer: small\n  - _self_\n{own}"})
    assert found("train.py") == []
    write(project, {"conf/config.yaml": f"defaults:\n  - _self_\n  - optimizer: small\n{own}"})
    assert len(found("train.py")) == 1


def test_a_file_that_says_otherwise_or_is_not_there_is_silent(project: Path, found) -> None:
    script = HEAD + 'c = yaml.safe_load(open("config.yaml"))\nkeras.optimizers.Adam(c["optimizer"]["lr"])\n'
    write(project, {"train.py": script})
    assert found("train.py") == []
    for text in (
        YAML.replace("0.0", "0.001"),
        "optimizer: [unclosed",
        "",
        "- 1\n- 2\n",
        "optimizer: !python/name:os.system\n",
    ):
        write(project, {"config.yaml": text})
        assert found("train.py") == [], text


def test_an_attribute_of_a_configuration_tells_nothing_of_keras(project: Path, run) -> None:
    script = 'from omegaconf import OmegaConf\nimport keras\n\nc = OmegaConf.load("config.yaml")\nkeras.optimizers.Adam(c.optimizer.lr)\n'
    write(project, {"config.yaml": YAML.replace("0.0", "0.1"), "train.py": script})
    assert "Keras 2" not in run("facts", "train.py")[1]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("yaml", "lr: 1e-3\n", "1e-3"),
        ("json", '{"lr": 1e-3}', 0.001),
        ("yaml", "lr: 1.0e-3\n", 0.001),
        ("toml", "lr = 1e-3\n", 0.001),
    ],
)
def test_numbers_are_read_as_the_library_reads_them(kind: str, text: str, value: object) -> None:
    """PyYAML takes `1e-3` for a string, since YAML 1.1 wants a point in it."""
    tree = parse(kind, text)
    assert tree is not None
    assert tree.value["lr"].value == value
