"""Figures on pages: what a link asks for, how values are written, and the pictures of them."""
