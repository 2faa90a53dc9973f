try:
    raise KeyError
except (ValueError, KeyError):
    state = "caught"
# fact: state = 'caught'
