"""The electronic side of a business: platforms with their shops, keys, answers given to a key."""
