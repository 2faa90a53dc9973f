even = [number * 10 for number in range(6) if number % 2 == 0]
# fact: even = [0, 20, 40]
