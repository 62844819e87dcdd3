"""The code list 9060 «Kategori helsepersonell»: bundled snapshot, cached copy, live refresh. Source: Helsedirektoratet."""
