fine = Fine
