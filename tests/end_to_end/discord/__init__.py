"""The bot as members of a Discord server use it, over real sockets."""
