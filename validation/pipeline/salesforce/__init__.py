"""The pipeline pulled from Salesforce: what changed since the last time, or everything there is."""
