"""The same code() on a cluster engine. (Not furnished yet.)"""
