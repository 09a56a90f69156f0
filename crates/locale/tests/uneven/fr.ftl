fine = Bien
only-here = Ici
vars = { $name }
a-b = x
a_b = y
