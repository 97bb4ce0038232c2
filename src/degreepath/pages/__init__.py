"""What is said about one subject, before anyone decides how it looks."""
