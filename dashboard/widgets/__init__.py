"""Parts of pages that know Streamlit: the frame, choices, cards, the drawer behind a number."""
