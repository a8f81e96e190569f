"""4. link: which claims are about one happening. Not furnished yet."""
