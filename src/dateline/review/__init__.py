"""5. review: a person accepts, corrects, rejects. Not furnished yet."""
