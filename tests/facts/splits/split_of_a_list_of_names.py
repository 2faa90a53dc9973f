import glob

from sklearn.model_selection import train_test_split

names = glob.glob("*.png")
train, test = train_test_split(names)
# fact: train.rows = #1[mask 2]
# fact: test.rows = #1[not mask 2]
