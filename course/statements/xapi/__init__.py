"""What xAPI 1.0.3 and 2.0 (IEEE 9274.1.1) say a statement is: reading, checking, comparing, and finding its parts. Pure."""
