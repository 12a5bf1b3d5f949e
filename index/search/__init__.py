"""Text and questions to tokens, candidates and ranked hits."""
