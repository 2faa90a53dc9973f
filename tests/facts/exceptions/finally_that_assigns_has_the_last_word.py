try:
    state = "body"
except OSError:
    state = "handler"
finally:
    state = "finally"
# fact: state = 'finally'
