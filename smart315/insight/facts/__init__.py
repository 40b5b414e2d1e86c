"""Complaints and what became of them as columns: what every figure is counted from."""
