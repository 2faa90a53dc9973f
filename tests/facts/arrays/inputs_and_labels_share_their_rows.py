import keras

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
# fact: x_train.rows = #1
# fact: y_train.rows = #1
# fact: x_test.rows = #2
