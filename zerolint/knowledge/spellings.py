"""Where the libraries moved their modules: prefixes that name one place, whatever the version or the private path."""

from __future__ import annotations

MOVED = (
    ("tensorflow_core", "tf"),
    ("tensorflow", "tf"),
    ("tf_keras", "keras"),
    ("keras_core", "keras"),
    ("keras_preprocessing", "keras.preprocessing"),
    ("keras_applications", "keras.applications"),
    ("tf_slim", "tf.contrib.slim"),
    ("tf.slim", "tf.contrib.slim"),
    ("tf.contrib.slim.layers", "tf.contrib.layers"),
    ("tf.contrib.slim.losses", "tf.contrib.losses"),
    ("tf.contrib.layers.python.layers.layers", "tf.contrib.layers"),
    ("tf.contrib.layers.python.layers", "tf.contrib.layers"),
    ("tf._api.v1", "tf"),
    ("tf._api.v2", "tf"),
    ("tf.compat.v1", "tf"),
    ("tf.compat.v2", "tf"),
    ("tf.v1", "tf"),
    ("tf.v2", "tf"),
    ("tf.python.keras", "keras"),
    ("tf.contrib.keras", "keras"),
    ("tf.keras", "keras"),
    ("keras.src", "keras"),
    ("keras.python.keras", "keras"),
    ("keras.api.keras", "keras"),
    ("keras.api", "keras"),
    ("keras._v1.keras", "keras"),
    ("keras._v2.keras", "keras"),
    ("keras._tf_keras.keras", "keras"),
    ("keras._tf_keras", "keras"),
    ("keras.keras", "keras"),
    ("keras._legacy", "keras"),
    ("keras.optimizer_v1", "keras.optimizers"),
    ("keras.optimizer_v2", "keras.optimizers"),
    ("keras.optimizers.legacy", "keras.optimizers"),
    ("keras.optimizers.experimental", "keras.optimizers"),
    ("keras.objectives", "keras.losses"),
    ("keras_contrib.layers.normalization.instancenormalization", "keras_contrib.layers"),
    ("keras_contrib.layers.normalization", "keras_contrib.layers"),
    ("keras_contrib.layers.InstanceNormalization", "keras.layers.GroupNormalization"),
    ("tensorflow_addons.layers.InstanceNormalization", "keras.layers.GroupNormalization"),
    ("tensorflow_addons.layers.GroupNormalization", "keras.layers.GroupNormalization"),
    ("tensorflow_addons.layers.SpectralNormalization", "keras.layers.SpectralNormalization"),
    ("keras.initializations", "keras.initializers"),
    ("tf.app.flags", "tf.flags"),
    ("tf.python.platform.flags", "tf.flags"),
    ("tf.python.platform.gfile", "tf.gfile"),
    ("tf.python.util.nest", "tf.nest"),
    ("numpy._core", "numpy"),
    ("numpy.core", "numpy"),
    ("numpy.random.mtrand", "numpy.random"),
    ("sklearn.cross_validation", "sklearn.model_selection"),
    ("sklearn.grid_search", "sklearn.model_selection"),
    ("sklearn.learning_curve", "sklearn.model_selection"),
    ("sklearn.externals.joblib", "joblib"),
    ("sklearn.externals.six", "six"),
)
"""Old and new prefix of a dotted name, applied until none fits."""

LIBRARIES = frozenset({"keras", "tf", "numpy", "pandas", "sklearn"})

_FORMER = tuple((old, f"{old}.", new) for old, new in MOVED)

ENGINE_HOMES = ("keras", "keras.layers", "keras.models", "keras.utils", "keras.callbacks", "keras.backend")
"""Where the objects of `keras.engine` and other modules without a public name of their own are found."""

TENSORFLOW_HOMES = [
    "tf",
    "tf.math",
    "tf.nn",
    "tf.linalg",
    "tf.image",
    "tf.random",
    "tf.train",
    "tf.data",
    "tf.nn.rnn_cell",
    "tf.summary",
    "tf.io",
    "tf.strings",
    "tf.layers",
]
"""Where the objects of `tensorflow.python` are found, first come first served."""


def relocated(name: str) -> str:
    """The dotted name with every former, private or compatibility prefix replaced by today's public one."""
    changed = True
    while changed:
        changed = False
        for old, opening, new in _FORMER:
            if name == old or name.startswith(opening):
                name = new + name[len(old) :]
                changed = True
    return name


def homes(name: str) -> list[str]:
    """Public names that an object on a private or former path could have today, the likeliest first."""
    parts = name.split(".")
    library, section, last = parts[0], parts[1], parts[-1]
    if library == "tf":
        if section == "contrib" and "python" in parts:
            return [f"tf.contrib.{parts[2]}.{last}"]
        return [f"{home}.{last}" for home in TENSORFLOW_HOMES] if section == "python" else []
    if library == "keras" and (section == "engine" or len(parts) > 3):
        elsewhere = {"engine": ENGINE_HOMES, "optimizers": ("keras.optimizers.schedules",)}.get(section, ())
        return [f"{home}.{last}" for home in (f"keras.{section}", *elsewhere)]
    if library in ("pandas", "numpy"):
        return [f"{library}.{section}.{last}", f"{library}.{last}"]
    return [f"{library}.{section}.{last}"]
