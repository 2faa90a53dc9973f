"""What `fit` of Keras reports, of a small model of our own that does what the script's facts say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zerolint.finding import Status, Verdict
from zerolint.probe.claims import Claim
from zerolint.probe.worker.libraries import keras, numpy, tensorflow
from zerolint.probe.worker.measures.registry import measures, number

EPOCHS = 3


@measures("history-is-zero")
def history_is_zero(claim: Claim) -> Verdict:
    """Some number is exactly 0 in every epoch although weights move; with every metric updated none is."""
    reported, moved = _reported(claim.details, claim.details["trackers"])
    zeros = _zeros(reported)
    told = f"`fit` reports {_shown(reported)} while weights move by {number(moved)}"
    numbers = {"weight_movement": moved}
    if not zeros or not moved:
        return Verdict("refuted", told, numbers)
    updated = [{**each, "updated": True} for each in claim.details["trackers"]]
    better, _ = _reported(claim.details, updated)
    told += f"; with every metric updated {_shown(better)}"
    status: Status = "inconclusive" if _zeros(better) else "confirmed"
    return Verdict(status, told, numbers, reported[zeros[0]], better.get(zeros[0], ()))


def _zeros(reported: Mapping[str, tuple[float, ...]]) -> list[str]:
    """The names that are 0 throughout."""
    return [name for name, values in reported.items() if set(values) == {0.0}]


def _shown(reported: Mapping[str, tuple[float, ...]]) -> str:
    return ", ".join(f"{name} {number(each[0])} to {number(each[-1])}" for name, each in reported.items()) or "nothing"


def _reported(
    details: Mapping[str, Any], trackers: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, tuple[float, ...]], float]:
    """All that is reported, by name, and how far weights moved."""
    keras().utils.set_random_seed(1)
    model = _model(details, trackers)
    x = numpy().random.default_rng(0).normal(size=(64, 4)).astype("float32")
    before = model.get_weights()
    history = model.fit(x, x[:, :1], validation_data=(x, x[:, :1]), epochs=EPOCHS, verbose=0).history
    wanted = "val_" if details["method"] == "test_step" else ""
    names = [f"{wanted}{each['name']}" for each in details["returned"]]
    found = {name: tuple(map(float, history[name])) for name in names if name in history}
    moved = max(float(abs(old - new).max()) for old, new in zip(before, model.get_weights(), strict=True))
    return found, moved


def _model(details: Mapping[str, Any], trackers: Sequence[Mapping[str, Any]]) -> Any:
    tf = tensorflow()
    metrics = {each["key"]: keras().metrics.Mean(name=each["name"]) for each in trackers}
    updated = [each["key"] for each in trackers if each["updated"]]

    def finished(loss: Any) -> dict[str, Any]:
        for key in updated:
            metrics[key].update_state(loss)
        reported = {each["name"]: metrics.get(each["metric"]) for each in details["returned"]}
        return {name: loss if metric is None else metric.result() for name, metric in reported.items()}

    class Model(keras().Model):  # type: ignore[misc]
        @property
        def metrics(self) -> list[Any]:
            return list(metrics.values())

        def train_step(self, data: Any) -> dict[str, Any]:
            x, y = data
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(tf.square(self(x, training=True) - y))
            variables = self.trainable_variables
            self.optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
            return finished(loss)

        def test_step(self, data: Any) -> dict[str, Any]:
            x, y = data
            return finished(tf.reduce_mean(tf.square(self(x) - y)))

    inputs = keras().Input((4,))
    model = Model(inputs, keras().layers.Dense(1)(inputs))
    model.compile("adam")
    return model


@measures("epoch-without-batches")
def epoch_without_batches(claim: Claim) -> Verdict:
    """A later epoch sees fewer batches than the first; of a generator that never ends, none does."""
    details = claim.details
    counts, losses = _counted(details["batches"], details["steps"], details["epochs"])
    told = f"batches in each epoch {', '.join(map(str, counts))}, loss {', '.join(map(number, losses))}"
    if min(counts) >= counts[0]:
        return Verdict("refuted", told, {"fewest_batches": float(min(counts))}, losses)
    steps = details["steps"] or counts[0]
    full, better = _counted(-1, steps, details["epochs"])
    told += f"; with one that never ends {', '.join(map(str, full))}, loss {', '.join(map(number, better))}"
    status: Status = "confirmed" if min(full) >= full[0] else "inconclusive"
    return Verdict(status, told, {"fewest_batches": float(min(counts))}, losses, better)


def _counted(batches: int, steps: int | None, epochs: int) -> tuple[list[int], tuple[float, ...]]:
    """How many batches each epoch sees and the loss that it reports; -1 batches never end."""
    keras().utils.set_random_seed(1)
    counts: list[int] = []
    rows = numpy().random.default_rng(0).normal(size=(32, 4)).astype("float32")

    def generator() -> Iterator[tuple[Any, Any]]:
        given = 0
        while batches < 0 or given < batches:
            given += 1
            yield rows, rows[:, :1]

    class Counting(keras().callbacks.Callback):  # type: ignore[misc]
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            counts.append(0)

        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            counts[-1] += 1

    model = keras().Sequential([keras().Input((4,)), keras().layers.Dense(1)])
    model.compile("adam", "mse")
    if batches < 0 and steps is None:
        steps = 8
    done = model.fit(generator(), steps_per_epoch=steps, epochs=epochs, callbacks=[Counting()], verbose=0)
    return counts, tuple(map(float, done.history.get("loss", [])))
