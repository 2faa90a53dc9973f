"""A critic without an activation: its cost is a difference of two means, which may have any sign."""

import tensorflow as tf
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Dense, Input, LeakyReLU

critic = Sequential([Input((2,)), Dense(16), LeakyReLU(), Dense(1)])
generator = Sequential([Input((4,)), Dense(16), LeakyReLU(), Dense(2)])
critic_optimizer = tf.keras.optimizers.RMSprop(5e-5)
generator_optimizer = tf.keras.optimizers.RMSprop(5e-5)
real = tf.random.normal((64, 2), mean=3.0)


def penalty(inputs):
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        scores = critic(inputs)
    slopes = tape.gradient(scores, inputs)
    norms = tf.sqrt(tf.reduce_sum(tf.square(slopes), axis=1) + 1e-12)
    return tf.reduce_mean(tf.square(norms - 1.0))


for _ in range(3):
    noise = tf.random.normal((64, 4))
    with tf.GradientTape() as tape:
        fakes = generator(noise)
        mixed = 0.5 * real + 0.5 * fakes
        critic_loss = tf.reduce_mean(critic(fakes)) - tf.reduce_mean(critic(real)) + 10.0 * penalty(mixed)
    grads = tape.gradient(critic_loss, critic.trainable_variables)
    critic_optimizer.apply_gradients(zip(grads, critic.trainable_variables))
    with tf.GradientTape() as tape:
        generator_loss = -tf.reduce_mean(critic(generator(noise)))
    grads = tape.gradient(generator_loss, generator.trainable_variables)
    generator_optimizer.apply_gradients(zip(grads, generator.trainable_variables))
