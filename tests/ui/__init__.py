"""What people see, told from what it is made of."""
