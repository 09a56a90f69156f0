fine = Fine
vars = { $nom }
only-there = x
a-b = x
a_b = y
