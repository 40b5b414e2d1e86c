"""Questions that analysts put together themselves: what one asks, how it is read and arranged."""
