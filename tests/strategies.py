"""Generated texts that look like what reports look like at their worst."""

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["troops", "shelled", "Aleppo", "the", "city", "killed", "12", "people", "“we", "said”", "he"]
    + [
        "«",
        "»",
        '"',
        "'",
        "’",
        "‘",
        "\u00a0",
        "\u00ad",
        "\u200f",
        "حلب",
        "Київ",
        "🚀",
        "é",
        "e\u0301",
    ]
    + ["attack", "on", "Friday", ".", "!", "?", ",", "\r\n", "\n", "\n\n", "\u2028", "\x0c", "—"]
    + [
        "U.S.",
        "<script>",
        "&amp;",
        "\ufeff",
        "rebels",
        "in",
        "\t",
        "(",
        ")",
        "denied",
        "that",
        "ISIS",
    ]
)
SOUP = st.lists(WORDS, max_size=60).map(" ".join)
ANY_TEXT = st.text(max_size=300)
TEXTS = st.one_of(SOUP, ANY_TEXT)
