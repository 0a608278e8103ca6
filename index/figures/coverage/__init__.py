"""What the loaded reports state, deny and leave out."""
