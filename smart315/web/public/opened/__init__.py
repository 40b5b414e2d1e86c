"""What is open to everybody: the page of figures, the list of files, the interface for programs."""
