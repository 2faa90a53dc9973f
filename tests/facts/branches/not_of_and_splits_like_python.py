import os

a, b = os.path.exists("a"), os.path.exists("b")
if not (a and b):
    state = "some missing"
else:
    state = "both"
# fact: state = 'some missing' or 'both'
