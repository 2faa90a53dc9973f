error = 1
try:
    raise ValueError
except ValueError as error:
    pass
# fact: error = unknown (an exception)
