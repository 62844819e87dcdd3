"""What is done at the start of a shift, quietly: getting ready, and a look whether the services answer. After the first paint."""
