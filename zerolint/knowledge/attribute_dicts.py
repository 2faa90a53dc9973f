"""Dicts whose items are attributes as well, `config.optimizer.lr`: EasyDict, ConfigDict, OmegaConf, Box."""

from __future__ import annotations

from collections.abc import Mapping

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Sequence, Symbol, Unknown, Value
from zerolint.knowledge.overriding import overridable
from zerolint.knowledge.records import BY_ATTRIBUTE, listed
from zerolint.knowledge.registry import transfer

DICTS = frozenset(
    """
    easydict.EasyDict attrdict.AttrDict attrdict.AttrMap box.Box box.SBox munch.Munch munch.munchify munch.DefaultMunch
    addict.Dict dotmap.DotMap yacs.config.CfgNode yacs.config.CN omegaconf.DictConfig
    ml_collections.ConfigDict ml_collections.FrozenConfigDict ml_collections.config_dict.ConfigDict
    ml_collections.config_dict.FrozenConfigDict ml_collections.config_dict.create tf.contrib.training.HParams
    """.split()
)
GROWING = frozenset({"addict.Dict", "dotmap.DotMap"})
"""What makes a dict of its kind where an item is read that is not there."""
FIRST = ("initial_dictionary", "init_dict", "content", "hparam_def")
"""How the mapping is called that the dict begins with."""
OWN_OPTIONS = frozenset(
    """
    type_safe convert_dict allow_dotted_keys key_list new_allowed key parent ref_type flags default_box
    default_box_attr frozen_box camel_killer_box conversion_box box_dots box_class model_structure
    """.split()
)
"""Arguments that are no items."""
KEEPING = frozenset(
    """
    lock unlock unlocked ignore_type freeze defrost is_frozen is_locked set_new_allowed dump to_json to_yaml to_toml
    to_json_best_effort pprint parse save_to_json
    """.split()
)
"""Methods that change no item."""
COPYING = frozenset("clone to_dict toDict as_dict todict copy_and_resolve_references values_as_dict deepcopy".split())
MERGING = frozenset({"merge_update", "merge_from_other_cfg", "override_from_dict"})
SETTING = frozenset({"add_hparam", "set_hparam"})
OMEGA = "omegaconf.OmegaConf"


def by_attribute(m: Machine, source: Value, place: Place, mark: Value) -> Value:
    """A dict, and those in it, as dicts whose items are attributes; anything else as it is."""
    if not isinstance(source, Object) or source.kind != "dict":
        return source
    entries = m.entries(source)
    given: Value = source
    if entries is not None:
        pairs = [Sequence((key, by_attribute(m, each, place, mark))) for key, each in entries.items()]
        given = Sequence(tuple(pairs))
    made = m.call(Symbol("builtins.dict"), (given,), {}, place)
    if isinstance(made, Object):
        m.write(made, BY_ATTRIBUTE, mark)
    return made


def as_item(m: Machine, owner: Object, value: Value) -> Value:
    """What a dict of this kind keeps of a value: a dict becomes one of its kind, unless it is one."""
    own = isinstance(value, Object) and m.read(value, BY_ATTRIBUTE) is not None
    return value if own else by_attribute(m, value, value.place, m.read(owner, BY_ATTRIBUTE) or Known(False))


@transfer(*DICTS)
def make(m: Machine, call: Call) -> Value:
    """`EasyDict({"lr": 0.1})`, `ConfigDict(lr=0.1)`."""
    items = {name: value for name, value in call.extra.items() if name not in (*OWN_OPTIONS, *FIRST)}
    first = next((call.extra[name] for name in FIRST if name in call.extra), None)
    given = call.rest[:1] if call.rest and call.rest[0] != NONE else () if first in (None, NONE) else (first,)
    made = m.call(Symbol("builtins.dict"), [each for each in given if each is not None], items, call.place)
    return by_attribute(m, made, call.place, Known(call.name in GROWING))


@transfer(f"{OMEGA}.create", f"{OMEGA}.structured", f"{OMEGA}.to_container", f"{OMEGA}.to_object")
def create(m: Machine, call: Call) -> Value:
    """`OmegaConf.create({"lr": 0.1})`, and of a data class or an instance of one."""
    source = call.rest[0] if call.rest else call.extra.get("obj", NONE)
    return _configuration(m, source, call.place)


def _configuration(m: Machine, source: Value, place: Place) -> Value:
    if source == NONE or isinstance(source, Known):
        return m.call(Symbol("builtins.dict"), (), {}, place) if source == NONE else m.unknown("text", place)
    if isinstance(source, Object) and source.kind == "dict":
        return by_attribute(m, source, place, Known(False))
    made = source if isinstance(source, (Object, Unknown)) else m.call(source, (), {}, place)
    return by_attribute(m, listed(m, made, place, deep=True), place, Known(False))


@transfer(f"{OMEGA}.merge", f"{OMEGA}.unsafe_merge")
def merge(m: Machine, call: Call) -> Value:
    """`OmegaConf.merge(base, overrides)`: what a file or the command line overrides is known by its default."""
    first, *others = call.rest or (NONE,)
    made = _configuration(m, first, call.place)
    for other in others:
        more = _configuration(m, other, call.place)
        made = _merged(m, made, m.entries(more), call.place)
    return made


def _merged(m: Machine, first: Value, second: Mapping[Value, Value] | None, place: Place) -> Value:
    """The items of the first, with those of the second in their place; of an unknown second all may differ."""
    entries = m.entries(first)
    if entries is None:
        return m.unknown("what is merged into something unknown", place)
    items = dict(entries)
    for key, value in items.items() if second is None else ():
        inner = isinstance(value, Object) and value.kind == "dict"
        items[key] = _merged(m, value, None, place) if inner else overridable(m, value)
    for key, value in (second or {}).items():
        inner = isinstance(value, Object) and m.entries(items.get(key, NONE)) is not None
        items[key] = _merged(m, items[key], m.entries(value), place) if inner else value
    made = m.call(Symbol("builtins.dict"), (Sequence(tuple(Sequence(pair) for pair in items.items())),), {}, place)
    if isinstance(made, Object):
        m.write(made, BY_ATTRIBUTE, Known(False))
    return made


@transfer(f"{OMEGA}.select")
def select(m: Machine, call: Call) -> Value:
    """`OmegaConf.select(config, "optimizer.lr")`."""
    if len(call.rest) < 2 or not isinstance(call.rest[1], Known):
        return m.unknown("a part of a configuration", call.place)
    value = call.rest[0]
    for part in str(call.rest[1].value).split("."):
        value = m.attribute(value, part, call.place)
    return value


@transfer(f"{OMEGA}.update")
def update(m: Machine, call: Call) -> Value:
    """`OmegaConf.update(config, "optimizer.lr", 0.1)`."""
    owner, name, value, *_ = (*call.rest, NONE, NONE, NONE)
    path = str(name.value).split(".") if isinstance(name, Known) else []
    for part in path[:-1]:
        owner = m.attribute(owner, part, call.place)
    if path:
        m.call(m.attribute(owner, "update", call.place), (), {path[-1]: value}, call.place)
    return NONE


@transfer("collections.OrderedDict", "types.MappingProxyType", "frozendict.frozendict")
def plain(m: Machine, call: Call) -> Value:
    """What holds items as a dict does."""
    return m.call(Symbol("builtins.dict"), call.rest, call.extra, call.place)


@transfer("collections.ChainMap")
def chained(m: Machine, call: Call) -> Value:
    """`ChainMap(overrides, defaults)`: the first that has a key says what it is."""
    made = m.call(Symbol("builtins.dict"), (), {}, call.place)
    for each in reversed(call.rest):
        m.call(m.attribute(made, "update", call.place), (each,), {}, call.place)
    return made


@transfer(f"{OMEGA}.set_struct", f"{OMEGA}.set_readonly", f"{OMEGA}.resolve", f"{OMEGA}.to_yaml")
def kept(m: Machine, call: Call) -> Value:
    """Changes no item."""
    return m.unknown(f"call of {call.name}", call.place)


WANDB = Object(0, "module")
"""Where what is set on `wandb` itself is kept."""


@transfer("wandb.init")
def wandb_init(m: Machine, call: Call) -> Value:
    """`wandb.init(config={"lr": 0.1})`: read as `wandb.config.lr`; a sweep overrides it."""
    given = call.extra.get("config", NONE)
    source = given
    if isinstance(given, Object) and given.kind != "dict":
        source = listed(m, given, call.place, deep=False)
    empty = m.call(Symbol("builtins.dict"), (), {}, call.place)
    config = by_attribute(m, empty if given == NONE else source, call.place, Known(False))
    if m.entries(config) is not None:
        config = _merged(m, config, None, call.place)
    m.write(WANDB, "wandb.config", config)
    return m.new("wandb.Run", call.place, {"config": config})
