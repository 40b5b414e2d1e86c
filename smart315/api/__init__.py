"""The interface for partners: the same actions and queries as the pages, as JSON."""
