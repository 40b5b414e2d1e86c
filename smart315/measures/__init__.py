"""What is done with counts: periods, shares, rounding and comparisons; pure, no Django."""
