import numpy

data = numpy.random.rand(10, 4)
x_train = data[0:7]
x_test = data[0:3]  # expect: ZL101@10  # fixed: x_test = data[7:10]
