rows = [[float(i), float(i * i)] for i in range(10)]
train_rows = rows[:7]
test_rows = rows[:3]  # expect: ZL101@13  # fixed: test_rows = rows[7:]
