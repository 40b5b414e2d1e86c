"""Questions that analysts put together: the form, the answer as a table, what each cell opens."""
