import math
from math import pi, sqrt

# fact: math.floor(3.7) = 3
# fact: math.ceil(100 / 32) = 4
# fact: sqrt(2.25) = 1.5
# fact: math.log(1) = 0.0
