import datasets
import pandas as pd

texts = datasets.load_dataset("imdb")
by_length = texts.sort("length")  # fact: by_length.rows = shuffled(#1)
# fact: texts = unknown (call of datasets.load_dataset)
frame = pd.read_csv("prices.csv")
dated = frame.sort(["date"])  # fact: dated.rows = shuffled(#2)
# fact: frame.rows = #2
