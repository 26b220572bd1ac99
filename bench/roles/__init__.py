"""The weights of roles: how they are fitted, and how well they do."""
