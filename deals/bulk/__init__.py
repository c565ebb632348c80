"""Many registrations from one file: read, matched to the answers, checked whole, mended, and brought in by the verbs."""
