"""The organisers' desk: pages that ask and show. What they show is worked out in modules without Streamlit."""
