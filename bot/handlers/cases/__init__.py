"""What people say of a case: followed, owned, corrected."""
