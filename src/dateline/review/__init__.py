"""5. review: a person accepts, corrects, rejects; what that tells about the coder and the coders.

``apply.py`` puts decisions on a claim, ``fields.py`` names what is judged, ``agreement.py`` and
``quality.py`` count.
"""
