import keras

(x, _), _ = keras.datasets.mnist.load_data()
# fact: x.reshape(-1, 784).rows = #1
# fact: x.reshape(60000, 784).rows = #1
# fact: x.reshape(len(x), -1).shape = (60000, 784)
