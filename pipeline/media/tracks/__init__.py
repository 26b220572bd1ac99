"""Which of the channels of a file are listened to, by what is on them."""
