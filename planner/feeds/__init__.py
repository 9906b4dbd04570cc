"""What other programs and people's phones are given of a plan, and what is taken from other programs.

`views` says who may see what; the packages beside it write calendars, schedules for conference software, web pages and
sheets for reading, and read what others export.
"""
