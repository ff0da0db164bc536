"""Real files: migrations, repositories, keys, backup. One write thread, one read thread per database."""
