"""What is proven: CP-SAT models of the whole or of a part, and upper bounds of the worth."""
