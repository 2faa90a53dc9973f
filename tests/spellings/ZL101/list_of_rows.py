rows = [[float(cell) for cell in line.split(",")] for line in open("rows.csv")]
train_rows = rows[:7]
test_rows = rows[:3]  # expect: ZL101@13  # fixed: test_rows = rows[7:]
