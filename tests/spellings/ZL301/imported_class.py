from keras.layers import Dense, Input
from keras.models import Sequential
from keras.optimizers import Adam

model = Sequential([Input((4,)), Dense(1)])
model.compile(Adam(0.0000000001), loss="mse")  # expect: ZL301@20  # fixed: model.compile(Adam(0.001), loss="mse")
