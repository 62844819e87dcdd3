"""The only importer of httpx, and the thread that owns the asyncio loop."""
