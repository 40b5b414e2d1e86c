"""Papers that follow from an incident: drafted from its facts, written on, checked, issued."""
