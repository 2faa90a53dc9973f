try:
    raise ValueError("bad")
except ValueError as error:
    state = "caught"
# fact: state = 'caught'
