"""`python -m yogaflow_cli` is the command `yogaflow`."""

from yogaflow_cli.cli.entry import main

if __name__ == "__main__":
    main()
