"""Small events, samples and other things that several tests share."""
