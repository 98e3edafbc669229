"""From an article to the claims that it makes."""
