signs = ["even" if number % 2 == 0 else "odd" for number in range(3)]
# fact: signs = ['even', 'odd', 'even']
