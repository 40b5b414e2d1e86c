"""Signed calls to a partner's own address: each at least once, in order per subject."""
