"""The review page: what was found, beside the words it was found in, for a person to decide.

``app.py`` puts the page together, ``security.py`` guards its door, ``screens/`` has one module a
screen, ``drawings/`` makes the pictures that the server draws. Data is reached through the store,
review and export alone.
"""
