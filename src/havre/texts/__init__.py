"""The texts that supervisors edit: every version, its author and its second reader."""
