"""Discord's documented limits on what a bot sends."""
