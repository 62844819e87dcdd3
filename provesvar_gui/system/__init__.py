"""Small dealings with the operating system and the interpreter that several layers share."""
