"""How the desk is started: the door that all requests pass, what is behind it, and the settings."""
