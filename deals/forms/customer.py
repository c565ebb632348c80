import re

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.forms.answers import AnswersForm
from deals.models import Registration

DOMAIN = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_][\w-]{1,62}")
BEFORE, AFTER = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE), re.compile(r"[/?#:].*$")


def bare_domain(written: str) -> str:
    """The bare domain of whatever address was pasted."""
    return AFTER.sub("", BEFORE.sub("", written.strip())).rpartition("@")[2].lower().removeprefix("www.")


class CustomerForm(AnswersForm):
    """Who the customer is, and where the products will be installed."""

    groups = (
        (_("Who is the customer?"), ("customer_name", "customer_country", ("customer_domain", "tax_number"))),
        (_("Where will the products be installed?"), (("installation_country", "installation_city"),)),
    )

    class Meta:
        model = Registration
        fields = (
            "customer_name", "customer_country", "customer_domain", "tax_number", "installation_country",
            "installation_city",
        )  # fmt: skip
        help_texts = {
            "customer_name": _("The full legal name, as on the customer's own papers."),
            "customer_domain": _("Such as example.com. It helps us to tell the customer from its namesakes."),
            "installation_country": _("It decides the region, and so your authorisation and the policy."),
        }
        widgets = {
            "customer_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "customer_domain": forms.TextInput(
                attrs={"inputmode": "url", "dir": "ltr", "autocomplete": "off"}
            ),
            "tax_number": forms.TextInput(attrs={"autocomplete": "off"}),
        }

    def clean_customer_domain(self) -> str:
        """The bare domain, checked."""
        domain = bare_domain(str(self.cleaned_data["customer_domain"]))
        if domain and not DOMAIN.fullmatch(domain):
            raise forms.ValidationError(_("Write the web domain alone, such as example.com."))
        return domain
