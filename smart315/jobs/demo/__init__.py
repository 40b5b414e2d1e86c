"""The demonstration: an invented association year, made by the product's own actions."""
