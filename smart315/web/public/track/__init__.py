"""Following a complaint: by number and code, or by phone."""
