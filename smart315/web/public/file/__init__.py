"""Filing a complaint, step by step; the draft lives on the server."""
