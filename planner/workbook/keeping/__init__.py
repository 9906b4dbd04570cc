"""Writing into the .xlsx that a workbook came from: what was not changed stays, byte for byte where it can."""
