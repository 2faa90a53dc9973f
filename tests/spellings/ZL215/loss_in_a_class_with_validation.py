import keras
import numpy as np
import tensorflow as tf


class Trainer:
    def __init__(self, classes):
        self.model = keras.Sequential([keras.layers.Dense(classes, activation="softmax")])
        self.loss = keras.losses.MeanSquaredError()
        self.optimizer = keras.optimizers.RMSprop()

    def step(self, rows, labels):
        with tf.GradientTape() as tape:
            loss = self.loss(labels, self.model(rows))  # expect: ZL215@20  # fixed: loss = keras.losses.CategoricalCrossentropy()(labels, self.model(rows))
        weights = self.model.trainable_variables
        self.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))

    def validate(self, rows, labels):
        return self.loss(labels, self.model(rows))


labels = keras.utils.to_categorical(np.arange(90) % 4)
trainer = Trainer(4)
trainer.step(np.ones((60, 5)), labels[:60])
trainer.validate(np.ones((30, 5)), labels[60:])
