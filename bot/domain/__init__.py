"""Pure logic: reading figures, comparing claims, matching. No I/O, no asyncio."""
