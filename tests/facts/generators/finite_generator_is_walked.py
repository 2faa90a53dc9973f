def batches():
    yield 1
    yield 2


for batch in batches():
    pass  # fact: batch = 1 then 2
# fact: list(batches()) = [1, 2]
