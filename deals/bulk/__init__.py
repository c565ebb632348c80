"""Many registrations from one file: read, matched to the answers, checked whole, mended, brought in by the verbs."""
