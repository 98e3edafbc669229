"""The commands on Discord, without a Discord."""
