from settings import *

# fact: rate = unknown (the name rate)
