"""What many complaints say together: suggested classes, groups, outbreaks and incidents."""
