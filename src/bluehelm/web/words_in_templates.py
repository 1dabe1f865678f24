"""The words of the interface in templates that Django itself sets: `{% word "Sign in" %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from bluehelm.foundation.languages import translated
from bluehelm.web.languages_of_people import language_of_code

register = template.Library()


@register.simple_tag
def word(text: str) -> str:
    """A text in the language of the reader."""
    return translated(text, language_of_code(get_language()))


@register.simple_tag
def style_name() -> str:
    """The name of the one style."""
    from bluehelm.web.show_page import style_name as named

    return named()
