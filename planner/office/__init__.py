"""What the desk does without Streamlit: desks, drafts, and sheets as tables of text."""
