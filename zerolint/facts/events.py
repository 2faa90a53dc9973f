"""What the run does, in order: the events that detectors ask about."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.facts.paths import ALWAYS, Labels
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.values import Object, Tensor, Unknown, Value

UNKNOWN = Unknown("not given")

PREDICTION = "prediction"
"""The operator of what a model answers; its operand is what it was asked about."""

ANSWER = "what the model gives"
"""The reason of an unknown array: `predict` of a Keras model gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something the run does. `order` counts the events of the run.

    `repeated`: inside a loop whose length is not known. `uncalled`: in a function that the script never calls, run with
    unknown arguments. `earlier`: in a script that wrote what this one reads, or to a model whose weights were loaded.
    `replicated`: on the replicas of a distribution strategy, or under its scope.
    """

    place: Place
    labels: Labels = ALWAYS
    order: int = 0
    repeated: bool = False
    uncalled: bool = False
    earlier: bool = False
    replicated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound(Event):
    """An array, a dataset or a model got a name; `place` is where its value was made.

    `target` is the name itself, `given` the expression on the right; `frame` tells the calls apart in which
    the same assignment ran. Of a dataset, `value` is the first component of its elements.
    """

    name: str
    value: Value
    target: Place = NOWHERE
    given: Place = NOWHERE
    frame: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimizerMade(Event):
    """An optimizer was constructed, or named by a string; `learning_rate` as it is then.

    `tempered`: a schedule, a decay or a clip makes its steps smaller than the rate says.
    """

    optimizer: Object
    name: str
    learning_rate: Value
    momentum: Value = UNKNOWN
    tempered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackMade(Event):
    """One of Keras' own callbacks was constructed, or a subclass of the script's; its arguments are in its slots."""

    callback: Object


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningRateChanged(Event):
    """A rate was set after construction, by `assign` or a callback; `optimizer` is None where it may be any of them."""

    optimizer: Object | None
    learning_rate: Value = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesScheduled(Event):
    """A `LearningRateScheduler` sets these rates in a `fit` of so many epochs; `place` is where they are computed.

    `rates` are pairs of an epoch and its rate, not of all epochs. `compounds`: it makes them of the rate it is handed.
    """

    optimizer: Object
    epochs: int
    rates: tuple[tuple[int, float], ...]
    compounds: bool
    callback: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSeen(Event):
    """The script uses `what`, which only Keras 2 and before have: it is read as one for those."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    """Code that is not seen was given optimizers, alone or inside its options; `to` is what the script calls it."""

    optimizers: tuple[Object, ...]
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VariablesShared(Event):
    """These optimizers move one part of a model's variables each; not `complete` where any other may, too."""

    optimizers: tuple[Object, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryChanged(Event):
    """The script puts `value` in the place of what a library has under the canonical `name`; nothing is called."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded(Event):
    """The script calls `name`, a function that seeds random numbers or puts back what they are drawn from."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDiscarded(Event):
    """Nothing takes the result of a call of `function`, which does nothing but give it, and nothing shows it.

    `kept` is the expression that is left as it was, `NOWHERE` where that is no single one; `column`: one of a frame.
    """

    function: str
    kept: Place = NOWHERE
    column: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed(Event):
    """`print` was called; `text` is what the call itself writes out, in its strings."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsShuffled(Event):
    """A random order was drawn, which the rows have that are `Shuffled` by this `key`.

    `seeded`: the call has a seed of its own, so that another call may draw the same. `in_place`: it gave the rows
    of an array this order, and no copy of them.
    """

    key: int
    seeded: bool = False
    in_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsLoaded(Event):
    """Weights that were trained before: `load_weights`, `weights="imagenet"`, a hub model; from the file `path`."""

    path: Value = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelBuilt(Event):
    """A model's graph is known: its outputs as tensors that lead back to its inputs."""

    model: Object
    inputs: tuple[Value, ...]
    outputs: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled(Event):
    """`compile`: `losses` and `metrics` are per output where that is known.

    `costs` are the losses as expressions over the outputs, `weights` the numbers that multiply them. `trainable` are
    the layers with weights, and whether they may be moved by then. `changed`: layers came since; it is trained as this.
    """

    model: Object
    outputs: tuple[Value, ...]
    losses: tuple[Value, ...]
    metrics: tuple[tuple[Value, ...], ...]
    optimizer: Value
    costs: tuple[Value, ...] = ()
    weights: tuple[Value, ...] = ()
    trainable: tuple[tuple[Object, Value], ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GradientTaken(Event):
    """A gradient was asked for: `tape.gradient`, `tf.gradients`, `compute_gradients`.

    `loss` is the cost as an expression, `variables` is what it is derived by, and everything
    computed from the result leads back to `gradient`. A tape saw what was made between the
    moments `recorded`: their identities count up with the run. `in_step`: by the `train_step` that `fit` calls.
    """

    loss: Value
    variables: Value
    gradient: Tensor
    recorded: tuple[Object, Object] | None = None
    in_step: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GradientApplied(Event):
    """Variables are moved along a gradient: `minimize`, `apply_gradients`, `w.assign_sub(rate * gradient)`.

    In a graph this only makes `step`, the operation that does it when a session runs it; elsewhere
    it happens at once and `step` is None. `optimizer` is None where the script moves the variables
    itself, `variables` is None for all that the loss depends on. `gradients` are what it is given, where it does
    not take them itself. `direction` is -1 down the loss, 1 up, None unknown.
    """

    optimizer: Value
    loss: Value
    variables: Value
    step: Tensor | None = None
    gradients: tuple[Value, ...] = ()
    direction: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableAssigned(Event):
    """A variable of the script's own is given numbers that are no step along a gradient: `v.assign(0.5)`."""

    variable: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn(Event):
    """Code that is not seen gets gradients, or what is computed from them, or optimizers.

    As arguments, or by the return of a function that nothing here calls.
    """

    gradients: tuple[Tensor, ...]
    optimizers: tuple[Object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRan(Event):
    """A session computes `fetches`; in this run each placeholder of `feeds` holds the array beside it.

    `complete` tells that the feeds are known to be all there are.
    """

    fetches: tuple[Value, ...]
    feeds: tuple[tuple[Value, Value], ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted(Event):
    """`fit` and its relatives; `compiled` is the compile that was in force, `targets` are y per output.

    `steps` an epoch, None for all there are. `batches`: how many a generator of the script's own gives in all, infinity
    where it never ends, at the generator's place. `class_weights` and `sample_weights` multiply the cost of a class or
    a row. `batch_size` is that of arrays, None for Keras' 32; `callbacks` is None where not all of them are known.
    Training that the script writes itself has the library "tf1" (a session ran a train op) or "tape" (a gradient was
    applied at once); `gradient` is what was descended. `caught`: an error is awaited; `uncompiled`: no one compiled it.
    """

    model: Value
    x: Value
    y: Value
    targets: tuple[Value, ...] = ()
    validation: tuple[Value, ...] = ()
    validation_place: Place = NOWHERE
    validation_split: Value = UNKNOWN
    compiled: Compiled | None = None
    outputs: tuple[Value, ...] = ()
    epochs: Value = UNKNOWN
    steps: Value = UNKNOWN
    batches: Value = UNKNOWN
    library: str = "keras"
    class_weights: tuple[Value, ...] = ()
    sample_weights: tuple[Value, ...] = ()
    batch_size: Value = UNKNOWN
    callbacks: tuple[Value, ...] | None = ()
    trainable: tuple[tuple[Object, Value], ...] = ()
    method: str = "fit"
    gradient: GradientApplied | None = None
    caught: bool = False
    uncompiled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedUnknown(Event):
    """`fit` of something of which nothing is known: counted as training, and asked about by no rule."""

    model: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRan(Event):
    """A `train_step` or `test_step` of the script's own has run in `fit` or `evaluate`.

    `returned` are the entries of the dict that it gave (made at `place`), a metric's result with the metric as its
    `layer`; `trackers` are the model's metrics (`objectives.Tracker`) in Keras' order.
    """

    model: Object
    method: str
    returned: tuple[tuple[str, Value], ...]
    trackers: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated(Event):
    """`evaluate`, `predict`, `score`: rows the model is tested on; `answers` is what a call of these gave.

    Not what a metric gave, to which the predictions went (`scores.Scored`), nor what `predict` of scikit-learn did.
    """

    model: Value
    x: Value
    y: Value
    method: str
    library: str = "keras"
    answers: Value = UNKNOWN

    @property
    def predicts(self) -> bool:
        """Whether the model only answers, and nothing is scored."""
        return self.method.startswith("predict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Event):
    """Arrays were split in two parts, all alike: what is trained on and what is held out.

    The sizes are a share or a number of rows, None where not given.
    """

    train: tuple[Value, ...]
    test: tuple[Value, ...]
    train_size: Value = UNKNOWN
    test_size: Value = UNKNOWN
    shuffle: Value = UNKNOWN
    seed: Value = UNKNOWN
    stratify: Value = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformerFitted(Event):
    """A transformer or a preprocessing layer learned from rows; `fit` has the operator `influences.FIT`."""

    transformer: Value
    fit: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossValidated(Event):
    """Every row was once held out and otherwise trained on: `cross_val_score`, `GridSearchCV(...).fit`."""

    model: Value
    x: Value
    y: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorUsed(Event):
    """A library function computed a tensor that no model owns (TF1, tapes, custom losses)."""

    result: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Revealed(Event):
    """`reveal_type(value)`: the script asks what is believed here."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class CostAdded(Event):
    """`add_loss`: something is added to what the model is trained to lower."""

    cost: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed(Event):
    """Something that was not understood, kept for `zerolint facts --unknown`."""

    reason: str
