"""What is open to everybody: declared tables of a quarter, compiled once, without cells of few."""
