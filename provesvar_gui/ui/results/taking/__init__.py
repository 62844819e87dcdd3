"""Taking results along: copies, paper, the card that is read aloud."""
