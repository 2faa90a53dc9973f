functions = [lambda: number for number in range(3)]
# fact: functions[0]() = 2
