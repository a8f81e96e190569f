"""1. read: bytes to text with offsets that stay true, title, publisher, publication date."""
