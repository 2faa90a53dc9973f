import keras

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
# fact: x_train.shape = (60000, 28, 28)
# fact: y_test.shape = (10000,)
