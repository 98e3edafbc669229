"""What people see on Discord: safe, bounded and complete."""
