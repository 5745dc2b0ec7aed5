"""Pages: choose, fetch, show; at most sixty lines, no functions, no SQL, no numbers."""
