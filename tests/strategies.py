"""Generated texts that look like what reports look like at their worst."""

from hypothesis import strategies as st

PLAIN = ["troops", "shelled", "Aleppo", "the", "city", "killed", "12", "people", "he", "attack"]
PLAIN += ["on", "Friday", "U.S.", "rebels", "in", "denied", "that", "ISIS", "said"]
MARKS = ["“we", "said”", "«", "»", '"', "'", "’", "‘", ".", "!", "?", ",", "—", "(", ")"]
ODD = ["\u00a0", "\u00ad", "\u200f", "حلب", "Київ", "🚀", "é", "e\u0301", "\ufeff", "<script>"]
BREAKS = ["&amp;", "\r\n", "\n", "\n\n", "\u2028", "\x0c", "\t"]
WORDS = st.sampled_from([*PLAIN, *MARKS, *ODD, *BREAKS])
SOUP = st.lists(WORDS, max_size=60).map(" ".join)
ANY_TEXT = st.text(max_size=300)
TEXTS = st.one_of(SOUP, ANY_TEXT)

DOUBLE_MARKS = ["“", "”", '"', "„", "‟", "«", "»", "‹", "›", "''", "``", "＂", "「", "」"]
SINGLE_MARKS = ["‘", "’", "'", "‚", "`"]
SPEECH = ["they", "came", "said", "the", "mayor", "didn't", "rebels'", "and", "fled", "’em", "no"]
_GLUED = st.tuples(
    st.sampled_from(["", "", *DOUBLE_MARKS, *SINGLE_MARKS]),
    st.sampled_from(SPEECH),
    st.sampled_from(["", ",", ".", "?"]),
    st.sampled_from(["", "", *DOUBLE_MARKS, *SINGLE_MARKS]),
).map("".join)
_LOOSE = st.sampled_from([*DOUBLE_MARKS, *SINGLE_MARKS, "\n", "\n\n", "—", "("])
QUOTE_SOUP = st.lists(st.one_of(_GLUED, _GLUED, _LOOSE), max_size=40).map(" ".join)
"""Speech with marks of every style, paired, lost, doubled and crossed."""
