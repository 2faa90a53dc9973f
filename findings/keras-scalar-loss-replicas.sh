#!/usr/bin/env bash
# Keras 3.15.1 under a MirroredStrategy of two devices: a loss function that returns one number for its batch makes steps
# twice as long as on one device, and `fit` shows twice the loss. The same loss as a string, or one that returns a number
# for each row, is divided by the number of replicas.
#
# Expected: one step of SGD at the same global batch moves a weight as far on two devices as on one, whatever the shape of
#           what the loss function returns; tf_keras 2.21.0 does so.
# Seen:     `fit` divides only losses that it averages itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet tensorflow-cpu==2.21.0 keras==3.15.1 tf_keras==2.21.0
TF_CPP_MIN_LOG_LEVEL=3 "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | grep " on " | tee "$folder/seen"
import keras
import numpy as np
import tensorflow as tf
import tf_keras

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
x = np.ones((64, 1), "float32")
y = np.full((64, 1), 3.0, "float32")
LOSSES = {
    "string": "mse",
    "function of rows": lambda t, p: tf.reduce_mean(tf.square(t - p), axis=-1),
    "function of one number": lambda t, p: tf.reduce_mean(tf.square(t - p)),
}
for library in (keras, tf_keras):
    for name, loss in LOSSES.items():
        for devices in (["CPU:0"], ["CPU:0", "CPU:1"]):
            with tf.distribute.MirroredStrategy(devices).scope():
                dense = library.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
                model = library.Sequential([library.layers.Input((1,)), dense])
                model.compile(library.optimizers.SGD(0.01), loss)
            shown = model.fit(x, y, batch_size=64, verbose=0).history["loss"][0]
            weight = model.get_weights()[0].item()
            print(f"{library.__name__}, {name} on {len(devices)}: loss {shown:.1f}, weight {weight:.2f}")
PYTHON
diff "$folder/seen" - <<'SEEN'
keras, string on 1: loss 9.0, weight 0.06
keras, string on 2: loss 9.0, weight 0.06
keras, function of rows on 1: loss 9.0, weight 0.06
keras, function of rows on 2: loss 9.0, weight 0.06
keras, function of one number on 1: loss 9.0, weight 0.06
keras, function of one number on 2: loss 18.0, weight 0.12
tf_keras, string on 1: loss 9.0, weight 0.06
tf_keras, string on 2: loss 9.0, weight 0.06
tf_keras, function of rows on 1: loss 9.0, weight 0.06
tf_keras, function of rows on 2: loss 9.0, weight 0.06
tf_keras, function of one number on 1: loss 9.0, weight 0.06
tf_keras, function of one number on 2: loss 9.0, weight 0.06
SEEN
