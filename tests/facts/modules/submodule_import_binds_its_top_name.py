import numpy.random

# fact: numpy.random.rand = numpy.random.rand
