"""The advice: pure functions from a knowledge base and an answer sheet to a frozen `Recommendation`. No input, no output."""
