"""Questions about the facts that more than one reader asks: rules of several families, and the probe."""
