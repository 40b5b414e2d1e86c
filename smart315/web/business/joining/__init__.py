"""The pages on which a business applies to take part; anybody may open them."""
