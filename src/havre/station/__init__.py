"""The station's side: reception, the investigator, what becomes of a file."""
