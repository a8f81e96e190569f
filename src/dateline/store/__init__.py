"""A project folder: originals, claims, events, decisions. (Not furnished yet.)"""
