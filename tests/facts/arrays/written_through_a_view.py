import numpy as np

labels = np.load("labels.npy")
by_row = np.zeros((40, 3))
for row in by_row:
    row[1] = 2
# fact: by_row.range = within [0, 2]
by_number = np.zeros((40, 3))
by_number[4][1] = 2
# fact: by_number.range = within [0, 2]
by_unknown = np.zeros((40, 3))
for i in range(40):
    by_unknown[i][labels[i]] = 2
# fact: by_unknown.range = within [0, 2]
by_part = np.zeros((40, 3))
part = by_part[:, :2]
part += 2
# fact: by_part.range = within [0, 2]
by_shape = np.zeros((40, 3))
by_shape.reshape(-1)[labels] = 2
# fact: by_shape.range = within [0, 2]
by_turned = np.zeros((40, 3))
by_turned.T[0] = 2
# fact: by_turned.range = within [0, 2]
by_iterator = np.zeros((40, 3))
next(iter(by_iterator))[2] = 2
# fact: by_iterator.range = within [0, 2]
counted = np.zeros(3)
counted[labels] += 1
# fact: counted.range = within [0, 1]
copied = np.zeros((40, 3))
copied[labels].fill(2)
copied[:4].copy()[0] = 2
# fact: copied.range = [0, 0]
