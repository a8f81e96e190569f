"""The review page. Not furnished yet."""
