import tensorflow as tf

X = tf.random.normal((10, 4))
X_train = X[:7]
X_test = X[:3]  # expect: ZL101@10  # fixed: X_test = X[7:]
