from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What one web request can check and bring in while a person waits; more is done in the background.
LOOKED_THROUGH_AT_ONCE = 1024 * 1024
# About a million rows.
LARGEST_UPLOAD = 400 * 1024 * 1024


def validate_size(file: UploadedFile) -> None:
    """Raise ValidationError for a file that a web request should not carry."""
    if (file.size or 0) > LARGEST_UPLOAD:
        raise ValidationError(
            _("The file is larger than %(most)s. Bring it in with the command import_pipeline.")
            % {"most": filesizeformat(LARGEST_UPLOAD)}
        )


class PipelineFileForm(forms.Form):
    """A pipeline file to look at first, and how it is to be brought in."""

    file = forms.FileField(
        label=gettext_lazy("Pipeline file"),
        help_text=gettext_lazy(
            "CSV in UTF-8 or XLSX, with the headings record_id, customer_name and created_at at least. "
            "Nothing is written before you have seen what it would change."
        ),
        validators=[
            FileExtensionValidator(
                ["csv", "xlsx"], gettext_lazy("Choose a file that ends in .csv or .xlsx.")
            ),
            validate_size,
        ],
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose the file to bring in."),
            "empty": gettext_lazy("The file is empty. Choose another one."),
        },
    )
    complete = forms.BooleanField(
        label=gettext_lazy("The file holds the whole pipeline"),
        help_text=gettext_lazy("Open records that are not in it are closed."),
        required=False,
    )
    good_rows = forms.BooleanField(
        label=gettext_lazy("Leave out rows that cannot be read"),
        help_text=gettext_lazy(
            "Otherwise one such row keeps the whole file out. With rows left out, the pipeline does not count "
            "as up to date."
        ),
        required=False,
    )
