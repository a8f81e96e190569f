"""3. extract: one module per question a reader asks of a sentence."""
