"""Command-line options: their defaults are values, marked as overridable from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Known, Object, Sequence, Symbol, Value
from zerolint.knowledge.overriding import overridable
from zerolint.knowledge.records import named
from zerolint.knowledge.registry import transfer

PARSER = "argparse.ArgumentParser"
OLD_PARSER = "optparse.OptionParser"
OPTIONS = "options"
"""The slot of a parser with the namespace that its options are in."""
COMMAND = "command"
"""The slot that tells the parser of one command, of which another may be chosen."""
NAMESPACES = {PARSER: "argparse.Namespace", OLD_PARSER: "optparse.Values"}
TYPES = {"int": "builtins.int", "float": "builtins.float", "string": "builtins.str"}
"""What optparse calls types."""


@transfer(f"{PARSER}.__init__", f"{OLD_PARSER}.__init__")
def initialise(m: Machine, call: Call) -> Value:
    """A parser, with the options of its parents."""
    kind = call.name.removesuffix(".__init__")
    if isinstance(call.owner, Object):
        options = named(m, NAMESPACES[kind], {}, call.place)
        for parent in m.elements(call.get("parents")) or ():
            held = _options(m, parent)
            for name, value in m.attributes(held).items() if held is not None else ():
                m.set_attribute(options, name, value)
        m.write(call.owner, OPTIONS, options)
    return NONE


@transfer(PARSER, OLD_PARSER)
def parser(m: Machine, call: Call) -> Value:
    """A parser."""
    made = m.new(call.name, call.place)
    initialise(m, replace(call, name=f"{call.name}.__init__", owner=made))
    return made


@transfer(
    *(f"{PARSER}.add_{kind}" for kind in ("argument_group", "mutually_exclusive_group", "subparsers")),
    f"{OLD_PARSER}.add_option_group",
)
def group(m: Machine, call: Call) -> Value:
    """A group of options, or of commands, writes into the options of its parser."""
    destination = call.extra.get("dest")
    options = _options(m, call.owner)
    if options is not None and isinstance(destination, Known) and isinstance(destination.value, str):
        m.set_attribute(options, destination.value, m.unknown("the command", call.place))
    return call.owner


@transfer(f"{PARSER}.add_parser")
def command(m: Machine, call: Call) -> Value:
    """`commands.add_parser("train")`: the options of the command that is chosen are those of the parser."""
    options = _options(m, call.owner)
    return m.new(PARSER, call.place, {OPTIONS: options or NONE, COMMAND: Known(True)})


@transfer("optparse.OptionGroup")
def old_group(m: Machine, call: Call) -> Value:
    """`OptionGroup(parser, "Training")`: writes into the parser's options."""
    return call.rest[0] if call.rest else m.unknown("a group of options", call.place)


def _options(m: Machine, owner: Value) -> Object | None:
    """The namespace that a parser's options are in."""
    options = m.read(owner, OPTIONS) if isinstance(owner, Object) else None
    return options if isinstance(options, Object) else None


@transfer(f"{PARSER}.add_argument", f"{OLD_PARSER}.add_option")
def add_argument(m: Machine, call: Call) -> Value:
    """`parser.add_argument("--lr", type=float, default=0.1)`."""
    options, name = _options(m, call.owner), _destination(call)
    if name is None or options is None:
        return NONE
    action, default = call.extra.get("action"), call.extra.get("default")
    if default is None and action in (Known("store_true"), Known("store_false")):
        default = Known(action == Known("store_false"), place=call.place)
    if isinstance(call.owner, Object) and m.read(call.owner, COMMAND) is not None and name in m.attributes(options):
        m.set_attribute(options, name, m.unknown(f"the option --{name} of several commands", call.place))
    elif default is None or default == NONE:
        m.set_attribute(options, name, m.unknown(f"the option --{name}", call.place))
    else:
        m.set_attribute(options, name, overridable(m, converted(m, default, call.extra.get("type"))))
    return NONE


def _destination(call: Call) -> str | None:
    """The name of the attribute that an option is read by."""
    given = call.extra.get("dest")
    if given is not None:
        return given.value if isinstance(given, Known) and isinstance(given.value, str) else None
    flags = [each.value for each in call.rest if isinstance(each, Known) and isinstance(each.value, str)]
    longest = next((flag for flag in flags if flag.startswith("--")), flags[0] if flags else None)
    return longest.lstrip("-").replace("-", "_") if longest else None


def converted(m: Machine, default: Value, kind: Value | None) -> Value:
    """A default as the option's type makes it of text; a number or list stays as it is."""
    if isinstance(kind, Known) and kind.value in TYPES:
        kind = Symbol(TYPES[kind.value])
    if kind is None or not isinstance(default, Known) or isinstance(default.value, bool):
        return default
    made = m.call(kind, (default,), {}, default.place)
    return replace(made, place=default.place) if isinstance(made, Known) else default


@transfer(f"{PARSER}.set_defaults", f"{OLD_PARSER}.set_defaults")
def set_defaults(m: Machine, call: Call) -> Value:
    """`parser.set_defaults(lr=0.1)`."""
    options = _options(m, call.owner)
    if options is not None:
        for name, value in call.extra.items():
            m.set_attribute(options, name, overridable(m, value))
    return NONE


@transfer(f"{PARSER}.get_default")
def get_default(m: Machine, call: Call) -> Value:
    """`parser.get_default("lr")`."""
    options, name = _options(m, call.owner), call.rest[0] if call.rest else NONE
    held = m.attributes(options) if options is not None else {}
    found = held.get(name.value) if isinstance(name, Known) else None
    return m.unknown("a default", call.place) if found is None else found


@transfer(f"{PARSER}.parse_args", f"{PARSER}.parse_intermixed_args")
def parse_args(m: Machine, call: Call) -> Value:
    """The namespace of options; one that is given gets them as attributes."""
    options, given = _options(m, call.owner), call.get("namespace")
    if options is None:
        return m.unknown("options", call.place)
    if not isinstance(given, Object):
        return options
    for name, value in m.attributes(options).items():
        m.set_attribute(given, name, value)
    return given


@transfer(f"{PARSER}.parse_known_args", f"{OLD_PARSER}.parse_args")
def parse_known_args(m: Machine, call: Call) -> Value:
    """The namespace, and what was left over."""
    return Sequence((parse_args(m, call), m.unknown("other options", call.place)))


@transfer("click.option", "click.argument")
def click_option(m: Machine, call: Call) -> Value:
    """`@click.option("--lr", default=0.1)`: a default of the function's parameter."""
    flags = [each.value for each in call.rest if isinstance(each, Known) and isinstance(each.value, str)]
    plain = next((flag for flag in flags if not flag.startswith("-")), max(flags, key=len, default=""))
    name = Known(plain.lstrip("-").partition("/")[0].replace("-", "_"))
    kind = call.extra.get("type")
    if isinstance(kind, Symbol):
        kind = Symbol(CLICK_TYPES.get(kind.name, kind.name))
    default = converted(m, call.extra.get("default", NONE), kind)
    return m.new("click.option", call.place, {"name": name, "default": default})


CLICK_TYPES = {"click.FLOAT": "builtins.float", "click.INT": "builtins.int", "click.STRING": "builtins.str"}


def option_default(m: Machine, decorator: Value) -> tuple[str, Value] | None:
    """The parameter and the overridable default that a decorator gives a function."""
    if not isinstance(decorator, Object) or decorator.kind != "click.option":
        return None
    name, default = m.read(decorator, "name"), m.read(decorator, "default")
    if not isinstance(name, Known) or default is None or default == NONE:
        return None
    return str(name.value), overridable(m, default)


@transfer("typer.Option", "typer.Argument")
def typer_option(m: Machine, call: Call) -> Value:
    """`def main(lr: float = typer.Option(0.1))`: what the parameter is without an option."""
    default = call.rest[0] if call.rest else call.extra.get("default", Known(...))
    if default in (Known(...), NONE):
        return m.unknown("an option", call.place)
    return overridable(m, default)


@transfer("os.environ.get", "os.getenv", "os.environ.setdefault")
def environment(m: Machine, call: Call) -> Value:
    """`os.environ.get("LR", 0.1)`; behind `os.environ.setdefault("LR", "0.1")` the variable is there."""
    name = call.rest[0] if call.rest else call.extra.get("key", NONE)
    default = call.rest[1] if len(call.rest) > 1 else call.extra.get("default", NONE)
    held = variable(m, Symbol(ENVIRONMENT), name)
    if held is not None:
        return held
    known = isinstance(default, Known) and default != NONE
    value = overridable(m, default) if known else m.unknown("the environment", call.place)
    if call.name.endswith("setdefault"):
        set_variable(m, Symbol(ENVIRONMENT), name, value)
    return value


ENVIRONMENT = "os.environ"


def variable(m: Machine, owner: Value, key: Value) -> Value | None:
    """`os.environ["LR"]` behind a `setdefault`; None for what is not known to be there."""
    if not isinstance(owner, Symbol) or owner.name != ENVIRONMENT or not isinstance(key, Known):
        return None
    return m.read(Object(0, "module"), f"{ENVIRONMENT}.{key.value}")


def set_variable(m: Machine, owner: Value, key: Value, value: Value) -> None:
    """`os.environ["LR"] = "0.1"`."""
    if isinstance(owner, Symbol) and owner.name == ENVIRONMENT and isinstance(key, Known):
        m.write(Object(0, "module"), f"{ENVIRONMENT}.{key.value}", value)


FLAG_MODULES = ("absl.flags", "tf.flags")
HOLDER = "absl.flags.FlagHolder"
SINGLE = ("float", "integer", "string", "boolean", "bool", "enum", "list")


def _flags() -> Iterator[str]:
    for module in FLAG_MODULES:
        for kind in (*SINGLE, "multi_float", "multi_integer", "multi_string", "spaceseplist", "enum_class"):
            yield f"{module}.DEFINE_{kind}"


@transfer(*_flags())
def define_flag(m: Machine, call: Call) -> Value:
    """`LR = flags.DEFINE_float("lr", 0.1, "help")`: read later as `FLAGS.lr`, or as `LR.value`."""
    name = call.rest[0] if call.rest else call.extra.get("name", NONE)
    default = call.rest[1] if len(call.rest) > 1 else call.extra.get("default", NONE)
    if not isinstance(name, Known) or not isinstance(name.value, str):
        return m.unknown("a flag", call.place)
    value = overridable(m, default) if default != NONE else m.unknown(f"the flag {name.value}", call.place)
    for module in FLAG_MODULES:
        m.write(Object(0, "module"), f"{module}.FLAGS.{name.value}", value)
    return m.new(HOLDER, call.place, {"value": value})


def flag(m: Machine, owner: Value, key: Value) -> Value | None:
    """`FLAGS["lr"]`, which has the value of the flag; None for what is no flag."""
    if not isinstance(owner, Symbol) or not isinstance(key, Known) or not owner.name.endswith(".flags.FLAGS"):
        return None
    value = m.read(Object(0, "module"), f"{owner.name}.{key.value}")
    return None if value is None else m.new(HOLDER, key.place, {"value": value})
