"""The local access journal: what was asked, by whom and with what outcome, in lines that hold each other."""
