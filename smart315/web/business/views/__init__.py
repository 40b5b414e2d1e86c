"""The pages of the portal for businesses."""
