fine = Bien

unclosed = { $name
