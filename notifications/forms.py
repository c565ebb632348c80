from django import forms


class MarkAllForm(forms.Form):
    """`newest` is the last notice the reader saw, so that one that came meanwhile stays unread."""

    newest = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
