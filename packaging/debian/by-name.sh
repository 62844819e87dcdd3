# Read by build.sh: what the program loads by its name, so that no linker knows of it.
loaded="ca-certificates"  # the system's trust store
loaded+=", libdbus-1-3"  # Qt: the session bus, for the vault, the desktop's colours, the screen's lock
loaded+=", libxcb-cursor0"  # Qt on X11
loaded+=", fonts-dejavu-core | fonts-liberation | fonts-noto-core"  # without any font there is no text

recommended="gnome-keyring | kwalletmanager | keepassxc"  # a vault; without one each start of the program takes the key in again
recommended+=", xdg-utils"  # opens the browser
recommended+=", libgtk-3-0t64"  # GNOME's own file dialogs
