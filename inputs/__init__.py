"""The sample workbooks and the scripts that build them; see README.md for what is fact and what is illustrative."""
