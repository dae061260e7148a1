"""What the law says, as data: offences, limitation, and the rules that read them."""
