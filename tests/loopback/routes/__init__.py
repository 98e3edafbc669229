"""The REST routes that a bot of this kind uses; a request for any other is refused and reported."""
