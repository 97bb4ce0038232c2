"""The knowledge base: its records, how they are loaded, and the laws they keep."""
