"""What the operating system and the network give: HTTP, the asyncio thread, files, locks, logs."""
