"""Official figures about what became of graduates: one reader for each official file format, and where imported figures lie."""
