from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import Adam

model = Sequential()
model.add(Dense(1, input_dim=4))
model.compile(optimizer=Adam(lr=1e-10), loss="mse")  # expect: ZL301@33  # fixed: model.compile(optimizer=Adam(lr=1e-3), loss="mse")
