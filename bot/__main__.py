"""`python -m bot` is `sagsbot`."""

from bot.cli import main

if __name__ == "__main__":
    main(prog_name="sagsbot")
