"""What people and the clock did: owners, reminders, posts, subscriptions."""
