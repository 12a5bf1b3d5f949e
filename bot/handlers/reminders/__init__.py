"""What people do with reminders, and what is planned for them."""
