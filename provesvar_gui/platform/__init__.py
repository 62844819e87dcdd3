"""The operating system and the network: HTTP, the asyncio thread, files, locks, logs."""
