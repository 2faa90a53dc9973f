"""Sessions of TensorFlow 1: what a run computes, on which arrays, and whether that trains or evaluates."""

from __future__ import annotations

from collections.abc import Mapping

from zerolint.facts import costs
from zerolint.facts.costs import PLACEHOLDERS, STEP
from zerolint.facts.events import Evaluated, Fitted, GradientApplied, SessionRan
from zerolint.facts.graphs import ancestors
from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.knowledge.gradients import source
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tf1_graph import STEPS, collected, tensors_in

SESSION = "tf.Session"
SESSIONS = (SESSION, "tf.InteractiveSession", "tf.train.MonitoredSession", "tf.train.SingularMonitoredSession")

Feeds = Mapping[int, Value]
"""Arrays by the identity of the tensor they stand for in a run."""


@transfer(
    "tf.get_default_session",
    "keras.backend.get_session",
    "tf.train.MonitoredTrainingSession",
    "tf.train.Supervisor.managed_session",
    "tf.train.Supervisor.prepare_or_wait_for_session",
    "tf.train.Supervisor.PrepareSession",
    "tf.train.SessionManager.prepare_session",
    *(f"{kind}.{name}" for kind in SESSIONS for name in ("as_default", "__enter__")),
)
def session(m: Machine, call: Call) -> Value:
    """A session, however it is got at."""
    if isinstance(call.owner, Object) and call.owner.kind in SESSIONS:
        return call.owner
    return m.new(SESSION, call.place)


@transfer(*(f"{kind}.run" for kind in SESSIONS))
def run(m: Machine, call: Call) -> Value:
    """`session.run(fetches, feed_dict={placeholder: array})`."""
    return _ran(m, call, call.get("fetches"), call.get("feed_dict"))


@transfer("tf.contrib.slim.learning.train", "tf.contrib.training.train")
def train(m: Machine, call: Call) -> Value:
    """`slim.learning.train(train_op, logdir)` runs the train op to the end."""
    return _ran(m, call, call.get("train_op"), NONE)


@transfer("array.run", "array.eval")
def run_one(m: Machine, call: Call) -> Value:
    """`train_op.run(feed_dict)`, `accuracy.eval(feed_dict)`; a session that is not known is one by what it runs."""
    feeds = call.get("feed_dict") if call.has("feed_dict") else NONE
    arguments = call.rest
    if isinstance(call.owner, Tensor) and not isinstance(next(iter(arguments), None), Known):
        if feeds == NONE and arguments:
            feeds = arguments[0]
        return _ran(m, call, call.owner, feeds)
    fetches = call.get("fetches") if call.has("fetches") else arguments[0] if arguments else NONE
    if feeds == NONE and len(arguments) > 1:
        feeds = arguments[1]
    if call.name == "array.run" and (call.has("feed_dict") or any(map(_of_a_graph, tensors_in(m, [fetches])))):
        return _ran(m, call, fetches, feeds)
    return m.unknown(f"call of {call.name}", call.place)


def _of_a_graph(value: Value) -> bool:
    return any(each.operator in PLACEHOLDERS or each.operator == STEP for each in ancestors(value))


def _ran(m: Machine, call: Call, fetches: Value, feeds: Value) -> Value:
    """One run, in the graph of the session."""
    with m.inside(call.owner):
        return m.lift(lambda each, fed: _one_run(m, call, each, fed), m.here(fetches), m.here(feeds))


def _one_run(m: Machine, call: Call, fetches: Value, given: Value) -> Value:
    fetched = tensors_in(m, [fetches])
    entries = {} if given == NONE else m.entries(given) if isinstance(given, Object) else None
    fed = {key: m.current(value) for key, value in (entries or {}).items()}
    ran = SessionRan(place=call.place, fetches=tuple(fetched), feeds=tuple(fed.items()), complete=entries is not None)
    m.event(ran)
    arrays = {key.key: value for key, value in fed.items() if isinstance(key, Tensor) and not _scalar(value)}
    missing = given if entries is None else Unknown("nothing is fed")
    steps = {each.key: each for fetch in fetched for each in ancestors(fetch) if each.operator == STEP}
    for step in steps.values():
        _trained(m, call, step, arrays, missing)
    if not steps:
        _evaluated(m, call, fetched, arrays)
    return _results(m, call, fetches)


def _scalar(value: Value) -> bool:
    """Whether this is fed to a switch or a rate, and is no data."""
    return isinstance(value, (Known, Formula)) or (isinstance(value, Tensor) and value.shape == ())


def _fed(value: Value, feeds: Feeds) -> Value | None:
    """The array that an operand of the loss holds in this run; None for what is not fed and no data of its own."""
    bound = [each for each in ancestors(value) if each.key in feeds]
    if bound:
        return feeds[bound[0].key]
    if any(each.operator in PLACEHOLDERS for each in ancestors(value)):
        return None
    return source(value)


def _data(m: Machine, cost: costs.Cost, feeds: Feeds) -> tuple[Value | None, Value]:
    """The inputs and targets of one run."""
    inputs = [each for each in (_fed(value, feeds) for value in cost.inputs) if each is not None]
    targets = [each for each in (_fed(value, feeds) for value in cost.targets) if each is not None]
    return m.current(inputs[0]) if inputs else None, m.current(targets[-1]) if targets else NONE


def _trained(m: Machine, call: Call, step: Tensor, feeds: Feeds, missing: Value) -> None:
    cost = costs.read(step.operands[0])
    x, y = _data(m, cost, feeds)
    loss = step.operands[0]
    if x is None:
        x = missing if isinstance(loss, Tensor) else loss
    applied = GradientApplied(
        place=step.place,
        optimizer=step.attribute("optimizer"),
        loss=loss,
        variables=step.attribute("variables"),
        step=step,
    )
    targets = () if y == NONE else (y,)
    m.event(Fitted(place=call.place, model=step, x=x, y=y, targets=targets, library="tf1", gradient=applied))


def _evaluated(m: Machine, call: Call, fetched: list[Value], feeds: Feeds) -> None:
    """A run that trains nothing tests the model whose weights it uses, on what is fed."""
    trained = [each for each in collected(m, STEPS) or () if isinstance(each, Tensor)]
    for fetch in fetched if trained else ():
        cost = costs.read(fetch)
        own = {each.key for each in cost.weights}
        model = next((each for each in trained if own & {w.key for w in costs.read(each.operands[0]).weights}), None)
        x, y = _data(m, cost, feeds)
        if model is not None and x is not None:
            method = "predict" if y == NONE else "evaluate"
            m.event(Evaluated(place=call.place, model=model, x=x, y=y, method=method, library="tf1"))
            return


def _results(m: Machine, call: Call, fetches: Value) -> Value:
    """Arrays in the structure of the fetches; data that is fetched is that data."""
    if isinstance(fetches, Tensor):
        plain = not costs.read(fetches).weights and fetches.operator != STEP and not _of_a_graph(fetches)
        return fetches if plain else m.unknown("what a session computed", call.place)
    entries = m.entries(fetches) if isinstance(fetches, Object) else None
    if entries is not None:
        return m.unknown("what a session computed", call.place)
    items = m.elements(fetches) if isinstance(fetches, (Sequence, Object)) else None
    if items is None:
        return m.unknown("what a session computed", call.place)
    return Sequence(tuple(_results(m, call, each) for each in items), place=call.place)
