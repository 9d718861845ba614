"""Lets `python -m xinyi` do what the console script `xinyi` does."""

from xinyi.config.command import main

if __name__ == "__main__":
    main()
