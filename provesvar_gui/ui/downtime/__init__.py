"""The downtime card: whom to call when a service is away."""
