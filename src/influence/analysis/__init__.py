"""One module per question; none imports another."""
