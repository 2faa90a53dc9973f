def first_even(numbers):
    for number in numbers:
        if number % 2 == 0:
            return number
    return None


# fact: first_even([3, 4, 6]) = 4
# fact: first_even([3, 5]) = None
