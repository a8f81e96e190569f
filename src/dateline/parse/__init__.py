"""2. parse: sentences, tokens, dependencies, names, quotations, references."""
