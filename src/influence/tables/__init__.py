"""What the data may say: tables, columns, words and the checks of every cell."""
