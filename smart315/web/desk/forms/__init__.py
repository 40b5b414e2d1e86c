"""The forms of the desk: what is asked, and what of it an action receives."""
