"""The command: one module a verb, data on standard output, talk on standard error."""
