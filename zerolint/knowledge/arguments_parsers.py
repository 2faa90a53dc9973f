"""Command-line options: their defaults are values, marked as overridable from outside."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, OVERRIDABLE, Known, Object, Sequence, Unknown, Value
from zerolint.knowledge.registry import transfer

PARSER = "argparse.ArgumentParser"


def overridable(value: Value) -> Value:
    """The value, marked as a default that a user can override."""
    return replace(value, marks=value.marks | {OVERRIDABLE})


@transfer(PARSER, "argparse.ArgumentParser.add_argument_group", "argparse.ArgumentParser.add_mutually_exclusive_group")
def parser(m: Machine, call: Call) -> Value:
    """A parser; its groups write into the same options."""
    if isinstance(call.owner, Object):
        return call.owner
    return m.new(PARSER, call.place, {"options": m.new("argparse.Namespace", call.place)})


@transfer("argparse.ArgumentParser.add_argument")
def add_argument(m: Machine, call: Call) -> Value:
    """`parser.add_argument("--lr", type=float, default=0.1)`."""
    flags = [each.value for each in call.rest if isinstance(each, Known) and isinstance(each.value, str)]
    longest = next((flag for flag in flags if flag.startswith("--")), flags[0] if flags else None)
    destination = call.extra.get("dest")
    name = (
        destination.value
        if isinstance(destination, Known)
        else longest.lstrip("-").replace("-", "_")
        if longest
        else None
    )
    options = m.read(call.owner, "options") if isinstance(call.owner, Object) else None
    if not isinstance(name, str) or not isinstance(options, Object):
        return NONE
    action = call.extra.get("action")
    default = call.extra.get("default")
    if default is None and action in (Known("store_true"), Known("store_false")):
        default = Known(action == Known("store_false"), place=call.place)
    if default is None or default == NONE:
        m.write(options, name, m.unknown(f"the option --{name}", call.place))
        return NONE
    kind = call.extra.get("type")
    if kind is not None and isinstance(default, Known) and not isinstance(default.value, bool):
        converted = m.call(kind, (default,), {}, default.place)
        default = replace(converted, place=default.place) if isinstance(converted, Known) else default
    m.write(options, name, overridable(default))
    return NONE


@transfer("argparse.ArgumentParser.set_defaults")
def set_defaults(m: Machine, call: Call) -> Value:
    """`parser.set_defaults(lr=0.1)`."""
    options = m.read(call.owner, "options") if isinstance(call.owner, Object) else None
    if isinstance(options, Object):
        for name, value in call.extra.items():
            m.write(options, name, overridable(value))
    return NONE


@transfer(f"{PARSER}.parse_args")
def parse_args(m: Machine, call: Call) -> Value:
    """The namespace of options."""
    options = m.read(call.owner, "options") if isinstance(call.owner, Object) else None
    return options if isinstance(options, Object) else Unknown("options")


@transfer("argparse.ArgumentParser.parse_known_args")
def parse_known_args(m: Machine, call: Call) -> Value:
    """The namespace, and what was left over."""
    return Sequence((parse_args(m, call), m.unknown("other options", call.place)))


@transfer("click.option", "click.argument")
def click_option(m: Machine, call: Call) -> Value:
    """`@click.option("--lr", default=0.1)`: a default of the function's parameter."""
    flags = [each.value for each in call.rest if isinstance(each, Known) and isinstance(each.value, str)]
    plain = next((flag for flag in flags if not flag.startswith("-")), max(flags, key=len, default=""))
    name = Known(plain.lstrip("-").replace("-", "_"))
    return m.new("click.option", call.place, {"name": name, "default": call.extra.get("default", NONE)})


def option_default(m: Machine, decorator: Value) -> tuple[str, Value] | None:
    """The parameter and the overridable default that a decorator gives a function."""
    if not isinstance(decorator, Object) or decorator.kind != "click.option":
        return None
    name, default = m.read(decorator, "name"), m.read(decorator, "default")
    if not isinstance(name, Known) or default is None or default == NONE:
        return None
    return str(name.value), overridable(default)


@transfer("argparse.Namespace", "types.SimpleNamespace")
def namespace(m: Machine, call: Call) -> Value:
    """`SimpleNamespace(lr=0.1)`: attributes as given."""
    return m.new(call.name, call.place, dict(call.extra))


@transfer("os.environ.get", "os.getenv")
def environment(m: Machine, call: Call) -> Value:
    """`os.environ.get("LR", 0.1)`."""
    default = call.rest[1] if len(call.rest) > 1 else call.extra.get("default", NONE)
    return (
        overridable(default)
        if isinstance(default, Known) and default != NONE
        else m.unknown("the environment", call.place)
    )


@transfer(
    *(
        f"{module}.DEFINE_{kind}"
        for module in ("absl.flags", "tf.flags")
        for kind in ("float", "integer", "string", "boolean", "bool", "enum", "list")
    )
)
def define_flag(m: Machine, call: Call) -> Value:
    """`flags.DEFINE_float("lr", 0.1, "help")`: read later as `FLAGS.lr`."""
    name = call.rest[0] if call.rest else call.extra.get("name", NONE)
    default = call.rest[1] if len(call.rest) > 1 else call.extra.get("default", NONE)
    if isinstance(name, Known) and isinstance(name.value, str):
        value = overridable(default) if default != NONE else m.unknown(f"the flag {name.value}", call.place)
        for module in ("absl.flags", "tf.flags"):
            m.write(Object(0, "module"), f"{module}.FLAGS.{name.value}", value)
    return NONE
