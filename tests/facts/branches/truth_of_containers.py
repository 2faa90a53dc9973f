layers = []
if layers:
    state = "some"  # fact: never
else:
    state = "none"
layers.append(64)
if layers:
    more = "some"
# fact: (state, more) = ('none', 'some')
