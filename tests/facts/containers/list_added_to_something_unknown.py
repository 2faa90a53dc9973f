from own import words

vocabulary = ["<pad>"] + words  # fact: vocabulary = unknown (operator +)
n = len(words)  # fact: n = size(#1)
m = len(vocabulary)  # fact: m = size(#2)
