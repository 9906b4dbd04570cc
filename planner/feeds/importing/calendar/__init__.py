"""Reading calendar files (iCalendar, RFC 5545) as people have them: what is wrong with one entry is that entry's alone.

Entries are read one at a time from the lines of the file, without recursion, and repetitions only for the days that are
asked for, so that no file takes long or much memory.
"""
