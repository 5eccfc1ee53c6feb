"""What the evaluator sees and takes along."""
