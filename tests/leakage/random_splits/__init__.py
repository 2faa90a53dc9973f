"""Random programs that split rows, run by zerolint and by the real libraries on row numbers."""
