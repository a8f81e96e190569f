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
