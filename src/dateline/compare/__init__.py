"""Events of a project beside those of another dataset: matched, missing, extra, different.

``other_files.py`` reads ACLED's, UCDP's and Dateline's own tables, ``matching.py`` finds pairs,
``table.py`` says where they differ.
"""
