"""What an officer does with the conversation in their hands."""
