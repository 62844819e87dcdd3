"""Code lists from Helsedirektoratet: the HPR roles of list 9060."""
