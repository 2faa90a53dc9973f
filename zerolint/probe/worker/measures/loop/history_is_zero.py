"""Some number is exactly 0 in every epoch although weights move; with every metric updated none is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Status, Verdict
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
