"""From a pasted module list to modules, to the topics they teach, and to a program that the door audit can read."""
