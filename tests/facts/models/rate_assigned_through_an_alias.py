import keras

optimizer = keras.optimizers.Adam(0.01)
alias = optimizer
alias.learning_rate = 0.5
# fact: optimizer.learning_rate = 0.5
