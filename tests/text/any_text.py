"""What a person, a shell or an import may hand over: any text, and text that is nearly right."""

from hypothesis import strategies as st

any_text = st.text() | st.text(st.characters(categories=["Cs", "Cc", "Cf", "Nd", "Zs", "Zl", "Ll"]))


def nearly(signs: str) -> st.SearchStrategy[str]:
    """Texts of the grammar's own signs, most of which are wrong in one place."""
    return st.text(st.sampled_from(signs), max_size=24) | any_text
