"""What the platform costs: `python -m tests.benchmarks` measures it and prints tables. Never run as timed tests."""
