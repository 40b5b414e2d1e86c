"""Keys, endpoints and the log of deliveries: the same pages in the portal and at the desk."""
