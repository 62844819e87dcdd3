"""The code list 9060 «Kategori helsepersonell»: bundled snapshot, live refresh. Source: Helsedirektoratet."""
