"""The commands: one file each, but for the three that list or show what the knowledge base holds."""
