"""智慧3·15: the working platform of a provincial consumers association."""

__version__ = "0.2.0"
