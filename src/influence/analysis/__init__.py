"""One file a question; none imports another but `score` and `compare`, which put them side by side."""
