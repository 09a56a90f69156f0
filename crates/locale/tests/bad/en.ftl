vars = { $nom }
