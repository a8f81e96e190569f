"""According to whom: the chain of who says so, nearest to the reader first."""
