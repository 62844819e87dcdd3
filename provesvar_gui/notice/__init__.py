"""That a newer version exists: an administrator's signed word, off by default. The program never updates itself."""
