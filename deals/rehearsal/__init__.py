"""Rehearsing: what a proposed version of a policy would have made of the cases decided lately (*Policy is data*)."""
