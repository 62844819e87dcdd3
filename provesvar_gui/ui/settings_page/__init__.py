"""Every setting beside the window: what counts here, who said it, and who may change it. To be read, not to be written."""
