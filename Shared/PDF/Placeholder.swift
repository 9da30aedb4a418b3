// Placeholder so that the target exists; its owner replaces it.
