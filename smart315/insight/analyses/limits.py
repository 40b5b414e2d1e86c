"""How long what is written on an analysis may be."""

LONGEST = 20_000  # characters of a section
