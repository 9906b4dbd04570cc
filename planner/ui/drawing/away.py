"""What lies over a page while its browser has no connection with the desk.

What is typed then would go nowhere, and a cell that is open would forget it with the next key or click. So there is
nothing to type into and nothing to click until the desk answers; the open cell is there again then.
"""

WORDS = """<div class="away click-outside-ignore" role="alert"><p><b>The desk does not answer.</b> Nothing can be typed
or clicked until it does. Leave this page open: what you have typed is still here, and is taken as soon as the desk is
back; a cell that you were typing into opens again.</p></div>"""
"""Unseen as long as there is a connection. A table ignores what is clicked in a place of this class."""

LOOK = """
.away {display: none}
.stApp:not([data-test-connection-state="CONNECTED"]) .away {
    display: block; visibility: visible; position: fixed; inset: 0; z-index: 1000100;
    background: rgb(255 255 255 / 60%); cursor: wait
}
.away p {
    max-width: 34rem; margin: 0.6rem auto; padding: 0.8rem 1.2rem; border-left: 0.3rem solid #b54708;
    background: #fff4e5; color: #1d2939; box-shadow: 0 2px 12px rgb(0 0 0 / 20%)
}
.stApp:not([data-test-connection-state="CONNECTED"]) .stMain {z-index: 1000100}
body:has(.stApp:not([data-test-connection-state="CONNECTED"])) :is(#portal, [data-testid="stDialog"]) {
    visibility: hidden
}
"""
"""Cells are typed into above the page, in a place called `portal`; Streamlit's own dialog says less than we do."""
