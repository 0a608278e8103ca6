"""Where reports contradict themselves or one another."""
