"""Configuration in objects and dicts of Python: what is read from them by any of their ways."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
from collections import namedtuple
from dataclasses import asdict, astuple, dataclass, field, replace
from typing import NamedTuple
import keras
import ml_collections
import numpy as np
from ml_collections import ConfigDict, config_dict
from omegaconf import DictConfig, OmegaConf

rows, wanted = np.random.rand(96, 5), np.random.rand(96, 1)

def learn(lr):
    net = keras.Sequential([keras.Input((5,)), keras.layers.Dense(9, "relu"), keras.layers.Dense(1)])
    net.compile(keras.optimizers.SGD(lr), "mae")
    net.fit(rows, wanted)

"""
NOTHING_LEARNT = {
    # dataclass
    "dataclass: plain": """
@dataclass
class Config:
    lr: float = 0.0
config = Config()
learn(config.lr)
""",
    "dataclass: field": """
@dataclass
class Config:
    lr: float = field(default=0.0)
config = Config()
learn(config.lr)
""",
    "dataclass: factory": """
@dataclass
class Config:
    lrs: list = field(default_factory=lambda: [0.0])
config = Config()
learn(config.lrs[0])
""",
    "dataclass: inherit": """
@dataclass
class B:
    lr: float = 0.0
@dataclass
class Config(B):
    n: int = 1
config = Config()
learn(config.lr)
""",
    "dataclass: replace": """
@dataclass
class Config:
    lr: float = 0.1
config = replace(Config(), lr=0.0)
learn(config.lr)
""",
    "dataclass: asdict": """
@dataclass
class Config:
    lr: float = 0.0
config = asdict(Config())
learn(config['lr'])
""",
    "dataclass: asdict nested": """
@dataclass
class O:
    lr: float = 0.0
@dataclass
class Config:
    o: O = field(default_factory=O)
config = asdict(Config())
learn(config['o']['lr'])
""",
    "dataclass: astuple": """
@dataclass
class Config:
    lr: float = 0.0
    n: int = 3
lr, n = astuple(Config())
learn(lr)
""",
    "dataclass: nested": """
@dataclass
class O:
    lr: float = 0.0
@dataclass
class Config:
    o: O = field(default_factory=O)
config = Config()
learn(config.o.lr)
""",
    "dataclass: frozen": """
@dataclass(frozen=True)
class Config:
    lr: float = 0.0
config = Config()
learn(config.lr)
""",
    "dataclass: class attr": """
@dataclass
class Config:
    lr: float = 0.0
learn(Config.lr)
""",
    "dataclass: post_init": """
@dataclass
class Config:
    base: float = 0.0
    lr: float = None
    def __post_init__(self):
        self.lr = self.base * 2
config = Config()
learn(config.lr)
""",
    "dataclass: ** dict": """
@dataclass
class Config:
    lr: float = 0.1
config = Config(**{'lr': 0.0})
learn(config.lr)
""",
    "dataclass: vars": """
@dataclass
class Config:
    lr: float = 0.0
config = vars(Config())
learn(config['lr'])
""",
    "dataclass: copy replace": """
import copy
@dataclass
class Config:
    lr: float = 0.1
config = copy.copy(Config())
config.lr = 0.0
learn(config.lr)
""",
    # attrs
    "attrs: define": """
from attrs import define
@define
class Config:
    lr: float = 0.0
config = Config()
learn(config.lr)
""",
    "attrs: attr.s": """
import attr
@attr.s
class Config:
    lr = attr.ib(default=0.0)
config = Config()
learn(config.lr)
""",
    "attrs: auto": """
import attr
@attr.s(auto_attribs=True)
class Config:
    lr: float = 0.0
config = Config()
learn(config.lr)
""",
    "attrs: evolve": """
import attr
@attr.s
class Config:
    lr = attr.ib(default=0.1)
config = attr.evolve(Config(), lr=0.0)
learn(config.lr)
""",
    "attrs: asdict": """
import attrs
@attrs.define
class Config:
    lr: float = attrs.field(default=0.0)
config = attrs.asdict(Config())
learn(config['lr'])
""",
    "attrs: factory": """
import attr
@attr.s
class Config:
    lrs = attr.ib(factory=lambda: [0.0])
config = Config()
learn(config.lrs[0])
""",
    "attrs: frozen": """
import attrs
@attrs.frozen
class Config:
    lr: float = 0.0
config = Config()
learn(config.lr)
""",
    # pydantic
    "pydantic: model": """
from pydantic import BaseModel
class Config(BaseModel):
    lr: float = 0.0
config = Config()
learn(config.lr)
""",
    "pydantic: Field": """
from pydantic import BaseModel, Field
class Config(BaseModel):
    lr: float = Field(0.0, ge=0)
config = Config()
learn(config.lr)
""",
    "pydantic: Field default": """
from pydantic import BaseModel, Field
class Config(BaseModel):
    lr: float = Field(default=0.0, description='x')
config = Config()
learn(config.lr)
""",
    "pydantic: given": """
from pydantic import BaseModel
class Config(BaseModel):
    lr: float
config = Config(lr=0.0)
learn(config.lr)
""",
    "pydantic: settings": """
from pydantic_settings import BaseSettings
class Config(BaseSettings):
    lr: float = 0.0
config = Config()
learn(config.lr)
""",
    "pydantic: dump": """
from pydantic import BaseModel
class Config(BaseModel):
    lr: float = 0.0
config = Config().model_dump()
learn(config['lr'])
""",
    "pydantic: dict": """
from pydantic import BaseModel
class Config(BaseModel):
    lr: float = 0.0
config = Config().dict()
learn(config['lr'])
""",
    "pydantic: nested": """
from pydantic import BaseModel
class O(BaseModel):
    lr: float = 0.0
class Config(BaseModel):
    o: O = O()
config = Config()
learn(config.o.lr)
""",
    "pydantic: parse_obj": """
from pydantic import BaseModel
class Config(BaseModel):
    lr: float = 0.1
config = Config.parse_obj({'lr': 0.0})
learn(config.lr)
""",
    "pydantic: validate": """
from pydantic import BaseModel
class Config(BaseModel):
    lr: float = 0.1
config = Config.model_validate({'lr': 0.0})
learn(config.lr)
""",
    "pydantic: copy": """
from pydantic import BaseModel
class Config(BaseModel):
    lr: float = 0.1
config = Config().model_copy(update={'lr': 0.0})
learn(config.lr)
""",
    "pydantic: dataclass": """
from pydantic.dataclasses import dataclass
@dataclass
class Config:
    lr: float = 0.0
config = Config()
learn(config.lr)
""",
    # namespace
    "namespace: simple": """
from types import SimpleNamespace
config = SimpleNamespace(lr=0.0)
learn(config.lr)
""",
    "namespace: **": """
from types import SimpleNamespace
config = SimpleNamespace(**{'lr': 0.0})
learn(config.lr)
""",
    "namespace: set": """
import types
config = types.SimpleNamespace()
config.lr = 0.0
learn(config.lr)
""",
    "namespace: nested": """
from types import SimpleNamespace
config = SimpleNamespace(o=SimpleNamespace(lr=0.0))
learn(config.o.lr)
""",
    "namespace: vars": """
from types import SimpleNamespace
config = SimpleNamespace(lr=0.0)
learn(vars(config)['lr'])
""",
    "namespace: dict": """
from types import SimpleNamespace
config = SimpleNamespace(lr=0.0)
learn(config.__dict__['lr'])
""",
    "namespace: dict update": """
from types import SimpleNamespace
config = SimpleNamespace()
config.__dict__.update({'lr': 0.0})
learn(config.lr)
""",
    "namespace: setattr": """
from types import SimpleNamespace
config = SimpleNamespace()
for key, v in {'lr': 0.0}.items():
    setattr(config, key, v)
learn(config.lr)
""",
    "namespace: plain class": """
class Config: pass
config = Config()
config.__dict__.update(lr=0.0)
learn(config.lr)
""",
    # namedtuple
    "namedtuple: plain": """
Config = namedtuple('Config', 'lr n')
config = Config(0.0, 3)
learn(config.lr)
""",
    "namedtuple: defaults": """
Config = namedtuple('Config', ['n', 'lr'], defaults=[0.0])
config = Config(3)
learn(config.lr)
""",
    "namedtuple: defaults all": """
Config = namedtuple('Config', ['lr', 'n'], defaults=(0.0, 2))
config = Config()
learn(config.lr)
""",
    "namedtuple: typing": """
class Config(NamedTuple):
    lr: float = 0.0
    n: int = 2
config = Config()
learn(config.lr)
""",
    "namedtuple: typing given": """
class Config(NamedTuple):
    lr: float
config = Config(lr=0.0)
learn(config.lr)
""",
    "namedtuple: replace": """
Config = namedtuple('Config', 'lr n')
config = Config(0.1, 3)._replace(lr=0.0)
learn(config.lr)
""",
    "namedtuple: asdict": """
Config = namedtuple('Config', 'lr n')
config = Config(0.0, 3)._asdict()
learn(config['lr'])
""",
    "namedtuple: unpack": """
class Config(NamedTuple):
    lr: float = 0.0
    n: int = 2
lr, n = Config()
learn(lr)
""",
    "namedtuple: index": """
class Config(NamedTuple):
    lr: float = 0.0
    n: int = 2
learn(Config()[0])
""",
    "namedtuple: functional": """
Config = NamedTuple('Config', [('lr', float)])
config = Config(0.0)
learn(config.lr)
""",
    "namedtuple: make": """
Config = namedtuple('Config', 'lr n')
config = Config._make([0.0, 2])
learn(config.lr)
""",
    "namedtuple: commas": """
Config = namedtuple('Config', 'lr, n')
config = Config(lr=0.0, n=3)
learn(config.lr)
""",
    # configdict
    "configdict: dict": """
config = ConfigDict({'lr': 0.0})
learn(config.lr)
""",
    "configdict: set": """
config = ml_collections.ConfigDict()
config.lr = 0.0
learn(config.lr)
""",
    "configdict: function": """
def get_config():
    config = ml_collections.ConfigDict()
    config.lr = 0.0
    return config
config = get_config()
learn(config.lr)
""",
    "configdict: nested": """
config = ml_collections.ConfigDict()
config.o = ml_collections.ConfigDict()
config.o.lr = 0.0
learn(config.o.lr)
""",
    "configdict: nested dict": """
config = ConfigDict({'o': {'lr': 0.0}})
learn(config.o.lr)
""",
    "configdict: item": """
config = ConfigDict({'lr': 0.0})
learn(config['lr'])
""",
    "configdict: update": """
config = ConfigDict({'lr': 0.1})
config.update({'lr': 0.0})
learn(config.lr)
""",
    "configdict: get": """
config = ConfigDict({'lr': 0.0})
learn(config.get('lr', 0.1))
""",
    "configdict: create": """
config = config_dict.create(lr=0.0)
learn(config.lr)
""",
    "configdict: unlocked": """
config = ConfigDict({'lr': 0.1})
with config.unlocked():
    config.lr = 0.0
learn(config.lr)
""",
    "configdict: frozen": """
config = ml_collections.FrozenConfigDict({'lr': 0.0})
learn(config.lr)
""",
    "configdict: **": """
config = ConfigDict({'lr': 0.0})
def r(lr):
    return lr
learn(r(**config))
""",
    "configdict: placeholder": """
config = ConfigDict()
config.lr = config_dict.placeholder(float)
config.lr = 0.0
learn(config.lr)
""",
    # omegaconf
    "omegaconf: create": """
config = OmegaConf.create({'lr': 0.0})
learn(config.lr)
""",
    "omegaconf: nested": """
config = OmegaConf.create({'o': {'lr': 0.0}})
learn(config.o.lr)
""",
    "omegaconf: item": """
config = OmegaConf.create({'o': {'lr': 0.0}})
learn(config['o']['lr'])
""",
    "omegaconf: merge": """
config = OmegaConf.merge(OmegaConf.create({'lr': 0.1}), {'lr': 0.0})
learn(config.lr)
""",
    "omegaconf: merge cli": """
config = OmegaConf.merge(OmegaConf.create({'lr': 0.0}), OmegaConf.from_cli())
learn(config.lr)
""",
    "omegaconf: structured": """
@dataclass
class Config:
    lr: float = 0.0
config = OmegaConf.structured(Config)
learn(config.lr)
""",
    "omegaconf: to_container": """
config = OmegaConf.to_container(OmegaConf.create({'lr': 0.0}))
learn(config['lr'])
""",
    "omegaconf: dictconfig": """
config = DictConfig({'lr': 0.0})
learn(config.lr)
""",
    "omegaconf: kw": """
config = OmegaConf.create(dict(lr=0.0))
learn(config.get('lr'))
""",
    "omegaconf: select": """
config = OmegaConf.create({'o': {'lr': 0.0}})
learn(OmegaConf.select(config, 'o.lr'))
""",
    "omegaconf: update": """
config = OmegaConf.create({'lr': 0.1})
OmegaConf.update(config, 'lr', 0.0)
learn(config.lr)
""",
    # attrdict
    "attrdict: easydict": """
from easydict import EasyDict as edict
config = edict({'lr': 0.0})
learn(config.lr)
""",
    "attrdict: easydict set": """
from easydict import EasyDict as edict
config = edict()
config.TRAIN = edict()
config.TRAIN.LR = 0.0
learn(config.TRAIN.LR)
""",
    "attrdict: easydict kw": """
from easydict import EasyDict
config = EasyDict(lr=0.0)
learn(config['lr'])
""",
    "attrdict: box": """
from box import Box
config = Box({'o': {'lr': 0.0}})
learn(config.o.lr)
""",
    "attrdict: attrdict": """
from attrdict import AttrDict
config = AttrDict({'lr': 0.0})
learn(config.lr)
""",
    "attrdict: addict": """
from addict import Dict
config = Dict()
config.o.lr = 0.0
learn(config.o.lr)
""",
    "attrdict: munch": """
from munch import Munch, munchify
config = munchify({'o': {'lr': 0.0}})
learn(config.o.lr)
""",
    "attrdict: own getattr": """
class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
config = AttrDict(lr=0.0)
learn(config.lr)
""",
    "attrdict: own __dict__": """
class AttrDict(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self
config = AttrDict({'lr': 0.0})
learn(config.lr)
""",
    "attrdict: own def": """
class AttrDict(dict):
    def __getattr__(self, name):
        return self[name]
config = AttrDict({'lr': 0.0})
learn(config.lr)
""",
    "attrdict: own get": """
class AttrDict(dict):
    __getattr__ = dict.get
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__
config = AttrDict({'lr': 0.0})
learn(config.lr)
""",
    "attrdict: ordered": """
from collections import OrderedDict
config = OrderedDict([('lr', 0.0)])
learn(config['lr'])
""",
    "attrdict: chainmap": """
from collections import ChainMap
config = ChainMap({'lr': 0.0}, {'lr': 0.1})
learn(config['lr'])
""",
    "attrdict: yacs": """
from yacs.config import CfgNode as CN
_C = CN()
_C.SOLVER = CN()
_C.SOLVER.LR = 0.0
config = _C.clone()
learn(config.SOLVER.LR)
""",
    "attrdict: tf hparams": """
import tensorflow as tf
config = tf.contrib.training.HParams(lr=0.0)
learn(config.lr)
""",
    "attrdict: mappingproxy": """
from types import MappingProxyType
config = MappingProxyType({'lr': 0.0})
learn(config['lr'])
""",
    # class
    "class: attr": """
class Config:
    lr = 0.0
learn(Config.lr)
""",
    "class: instance": """
class Config:
    lr = 0.0
config = Config()
learn(config.lr)
""",
    "class: inherit": """
class B:
    lr = 0.1
class Config(B):
    lr = 0.0
learn(Config().lr)
""",
    "class: getattr": """
class Config:
    lr = 0.0
learn(getattr(Config, 'lr'))
""",
    "class: vars": """
class Config:
    lr = 0.0
learn(vars(Config)['lr'])
""",
    "class: __dict__": """
class Config:
    lr = 0.0
learn(Config.__dict__['lr'])
""",
    "class: nested": """
class Config:
    class Opt:
        lr = 0.0
learn(Config.Opt.lr)
""",
    "class: init kwargs": """
class Config:
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)
learn(Config(lr=0.0).lr)
""",
    "class: init dict": """
class Config:
    def __init__(self, d):
        self.__dict__.update(d)
learn(Config({'lr': 0.0}).lr)
""",
    "class: getitem": """
class Config:
    lr = 0.0
    def __getitem__(self, k):
        return getattr(self, k)
learn(Config()['lr'])
""",
    "class: enum": """
from enum import Enum
class Config(Enum):
    LR = 0.0
learn(Config.LR.value)
""",
    "class: typed": """
class Config:
    lr: float = 0.0
    def to_dict(self):
        return {'lr': self.lr}
learn(Config().to_dict()['lr'])
""",
    # dict
    "dict: merge": """
config = {**{'lr': 0.1}, **{'lr': 0.0}}
learn(config['lr'])
""",
    "dict: or": """
config = {'lr': 0.1} | {'lr': 0.0}
learn(config['lr'])
""",
    "dict: ior": """
config = {'lr': 0.1}
config |= {'lr': 0.0}
learn(config['lr'])
""",
    "dict: update kw": """
config = {'lr': 0.1}
config.update(lr=0.0)
learn(config['lr'])
""",
    "dict: get": """
config = {}
learn(config.get('lr', 0.0))
""",
    "dict: dict(base, )": """
config = dict({'lr': 0.1}, lr=0.0)
learn(config['lr'])
""",
    "dict: setdefault": """
config = {}
config.setdefault('lr', 0.0)
learn(config['lr'])
""",
    "dict: nested": """
config = {'o': {'lr': 0.0}}
learn(config['o']['lr'])
""",
    "dict: zip": """
config = dict(zip(['lr', 'n'], [0.0, 2]))
learn(config['lr'])
""",
    "dict: fromkeys": """
config = dict.fromkeys(['lr'], 0.0)
learn(config['lr'])
""",
    "dict: comp": """
config = {k: v for k, v in [('lr', 0.0)]}
learn(config['lr'])
""",
    "dict: deepcopy": """
import copy
config = copy.deepcopy({'o': {'lr': 0.0}})
learn(config['o']['lr'])
""",
    "dict: globals": """
lr = 0.0
learn(globals()['lr'])
""",
    "dict: recursive merge": """
def merge(a, b):
    out = dict(a)
    for k, v in b.items():
        if isinstance(v, dict) and k in out:
            out[k] = merge(out[k], v)
        else:
            out[k] = v
    return out
config = merge({'o': {'lr': 0.1}}, {'o': {'lr': 0.0}})
learn(config['o']['lr'])
""",
    "dict: typeddict": """
from typing import TypedDict
class Config(TypedDict):
    lr: float
config = Config(lr=0.0)
learn(config['lr'])
""",
    "dict: wandb": """
import wandb
wandb.init(config={'lr': 0.0})
learn(wandb.config.lr)
""",
    "dict: wandb run": """
import wandb
run = wandb.init(config={'lr': 0.0})
learn(run.config['lr'])
""",
    "dict: wandb config alias": """
import wandb
wandb.init(config=dict(lr=0.0))
config = wandb.config
learn(config.lr)
""",
    "dict: wandb config set": """
import wandb
wandb.init()
wandb.config.lr = 0.0
learn(wandb.config.lr)
""",
    "dict: wandb config update": """
import wandb
wandb.init()
wandb.config.update({'lr': 0.0})
learn(wandb.config.lr)
""",
    "attrdict: hparams": """
import tensorflow as tf
config = tf.contrib.training.HParams(units=8)
config.add_hparam("lr", 0.0)
learn(config.lr)
""",
    "argument: hydra": """
import hydra
@dataclass
class Config:
    lr: float = 0.0
@hydra.main(config_path=None, config_name="config")
def main(config: Config):
    learn(config.lr)
main()
""",
    "argument: a function that others call": """
@dataclass
class Optimizer:
    lr: float = 0.0
@dataclass
class Config:
    epochs: int = 3
    optimizer: Optimizer = field(default_factory=Optimizer)
def main(config: Config):
    learn(config.optimizer.lr)
""",
    "argument: a constructor": """
import attrs
@attrs.define
class Config:
    lr: float = 0.0
class Trainer:
    def __init__(self, config: Config):
        self.config = config
    def run(self):
        learn(self.config.lr)
""",
    "argument: by keyword only": """
from pydantic import BaseModel
class Config(BaseModel):
    lr: float = 0.0
def main(*, config: Config):
    learn(config.lr)
""",
    "argument: a named tuple": """
class Config(NamedTuple):
    epochs: int = 2
    lr: float = 0.0
def main(config: Config):
    epochs, rate = config
    learn(rate)
""",
}


def reported(script: str) -> list[tuple[str, str]]:
    report = check_source("train.py", (HEAD + script).encode(), Settings())
    return [(each.code, each.certainty) for each in report.findings]


@pytest.mark.parametrize("script", NOTHING_LEARNT.values(), ids=NOTHING_LEARNT)
def test_a_rate_of_zero_in_a_configuration(script):
    assert [code for code, _ in reported(script)] == ["ZL302"]


@pytest.mark.parametrize(
    "name", ["omegaconf: merge cli", "dict: wandb", "pydantic: settings", "argument: hydra", "argument: a constructor"]
)
def test_what_a_command_line_or_a_sweep_may_override_is_likely(name):
    assert reported(NOTHING_LEARNT[name]) == [("ZL302", "likely")]


RIGHT = {
    "an argument of a class with a field to be given": """
@dataclass
class Config:
    epochs: int
    lr: float = 0.0
def main(config: Config):
    learn(config.lr)
""",
    "an argument that is given": """
@dataclass
class Config:
    lr: float = 0.0
def main(config: Config):
    learn(config.lr)
main(Config(lr=0.05))
""",
    "the copy is changed, the first is used": """
import copy
config = ConfigDict({"lr": 0.05})
other = copy.deepcopy(config)
other.lr = 0.0
learn(config.lr)
""",
    "a part of the copy is changed": """
from easydict import EasyDict
base = {"optimizer": {"lr": 0.05}}
config = EasyDict(base)
config.optimizer.lr = 0.0
learn(base["optimizer"]["lr"])
""",
    "a clone is changed": """
from yacs.config import CfgNode as CN
base = CN({"SOLVER": {"LR": 0.05}})
config = base.clone()
config.SOLVER.LR = 0.0
learn(base.SOLVER.LR)
""",
    "replace leaves the first as it was": """
@dataclass
class Config:
    lr: float = 0.05
config = Config()
replace(config, lr=0.0)
learn(config.lr)
""",
    "the later of two mappings": """
learn(OmegaConf.merge({"lr": 0.0}, OmegaConf.create({"lr": 0.05})).lr)
""",
    "the first of a chain": """
from collections import ChainMap
learn(ChainMap({"lr": 0.05}, {"lr": 0.0})["lr"])
""",
    "an item that is an attribute": """
from easydict import EasyDict
config = EasyDict(lr=0.0)
config["lr"] = 0.05
learn(config.lr)
""",
    "an attribute that is an item": """
config = ConfigDict({"lr": 0.0})
config.lr = 0.05
learn(config["lr"])
""",
    "a class with a way of its own to read items": """
class Scaled(dict):
    def __getitem__(self, name):
        return super().__getitem__(name) + 0.05
config = Scaled(lr=0.0)
learn(config["lr"])
""",
    "a class with a way of its own to set items": """
class Bounded(dict):
    def __setitem__(self, name, value):
        super().__setitem__(name, max(value, 0.05))
config = Bounded()
config["lr"] = 0.0
learn(config["lr"])
""",
    "another field of a named tuple": """
class Config(NamedTuple):
    decay: float = 0.0
    lr: float = 0.05
decay, lr = Config()
learn(lr)
""",
    "defaults belong to the last fields": """
Config = namedtuple("Config", "lr decay", defaults=[0.0])
learn(Config(0.05).lr)
""",
    "a field that has to be given": """
from pydantic import BaseModel, Field
class Config(BaseModel):
    lr: float = Field(..., ge=0.0)
learn(Config(lr=0.05).lr)
""",
    "a file": """
import yaml
learn(yaml.safe_load(open("config.yaml"))["lr"])
""",
    "merged from a file": """
from yacs.config import CfgNode
config = CfgNode({"LR": None})
config.merge_from_file("config.yaml")
learn(config.LR)
""",
}


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_a_sound_rate_in_a_configuration(script):
    assert reported(script) == []
