"""Targets that a copy of the network makes of rewards: linear outputs of any size under the squared error."""

import numpy as np
from tensorflow import keras

rng = np.random.default_rng(12)
GAMMA = 0.9


def build():
    network = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(2, activation="linear")]
    )
    network.compile(loss="mse", optimizer=keras.optimizers.Adam(learning_rate=0.01))
    return network


policy, target = build(), build()
target.set_weights(policy.get_weights())
costs = []
for episode in range(4):
    state, following = (rng.normal(size=(64, 4)).astype("float32") for _ in range(2))
    action, reward = rng.integers(0, 2, 64), rng.normal(size=64).astype("float32")
    done = rng.uniform(size=64) < 0.1
    values = policy.predict(state, verbose=0)
    best = target.predict(following, verbose=0).max(axis=1)
    values[np.arange(64), action] = reward + GAMMA * best * (1 - done)
    policy.fit(state, values, epochs=1, verbose=0)
