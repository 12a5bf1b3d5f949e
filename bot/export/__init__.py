"""What is in the store, and answers, in forms that programs read: JSON and CSV."""
