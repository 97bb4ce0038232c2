"""`python -m degreepath`."""

from degreepath.cli import main

if __name__ == "__main__":
    main()
