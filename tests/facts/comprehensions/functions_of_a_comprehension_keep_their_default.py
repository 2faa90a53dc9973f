functions = [lambda number=number: number for number in range(3)]
# fact: functions[0]() = 0
# fact: functions[2]() = 2
