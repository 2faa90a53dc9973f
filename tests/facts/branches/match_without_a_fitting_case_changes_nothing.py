size = "as before"
match 3:
    case 1:
        size = "one"  # fact: never
    case 2:
        size = "two"  # fact: never
# fact: size = 'as before'
