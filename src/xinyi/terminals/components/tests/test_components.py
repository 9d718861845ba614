"""A component takes what it declares and refuses the rest while the template is compiled."""

import re
from collections.abc import Callable

import pytest
from django.template import TemplateSyntaxError, engines
from django.utils.html import strip_tags

from xinyi.terminals.components.pieces import COMPONENTS
from xinyi.terminals.components.sample.examples import EXAMPLES

Piece = Callable[..., str]


def compile_line(source: str) -> None:
    engines["django"].from_string("{% load components %}" + source)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ('{% chip "处理中" tonne="info" %}', "chip does not take tonne. It takes: text, tone, icon."),
        ('{% chip tone="info" %}', "chip needs text. It takes: text, tone, icon."),
        ('{% chip "处理中" tone="pink" %}', "chip: tone is one of"),
        ('{% chip "处理中" text="待派" %}', "chip: text is given twice."),
        (
            '{% callout %}{% fill "foot" %}{% endfill %}{% endcallout %}',
            "callout has no slot foot. It has: body, action.",
        ),
        ("{% callout %}{% fill foot %}{% endfill %}{% endcallout %}", 'Write {% fill "name" %}.'),
        ("{% callout %}", "Unclosed tag"),
    ],
)
def test_a_wrong_use_fails_when_the_template_is_compiled(source: str, sentence: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=re.escape(sentence)):
        compile_line(source)


def test_a_value_without_a_name_is_the_first_prop(piece: Piece) -> None:
    assert piece('{% chip "处理中" tone="info" %}') == piece('{% chip text="处理中" tone="info" %}')


def test_what_a_page_passes_is_escaped(piece: Piece) -> None:
    shown = [
        piece("{% chip words %}", words="<b>"),
        piece("{% callout %}{{ words }}{% endcallout %}", words="<b>"),
        piece("{% timeline items=entries %}", entries=[{"at": "<b>", "title": "<b>", "text": "<b>"}]),
        piece("{% facts items=facts %}", facts=[{"label": "<b>", "value": "<b>", "strong": False}]),
    ]

    assert not [html for html in shown if "<b>" in html]
    assert all("&lt;b&gt;" in html for html in shown)


def test_a_component_sees_only_its_props(piece: Piece) -> None:
    html = piece("{% callout %}正文{% endcallout %}", title="别的标题")

    assert strip_tags(html).strip() == "正文"


def test_named_slots_are_filled_in_the_page_s_own_context(piece: Piece) -> None:
    html = piece('{% callout %}正文{% fill "action" %}{{ word }}{% endfill %}{% endcallout %}', word="去看看")

    assert strip_tags(html).strip() == "正文去看看"


def test_items_may_be_objects_or_dicts_and_may_leave_out_keys(piece: Piece) -> None:
    class Fact:
        label, value = "承诺", "今天 18:00"

    as_object = piece("{% facts items=facts %}", facts=[Fact()])

    assert as_object == piece("{% facts items=facts %}", facts=[{"label": "承诺", "value": "今天 18:00"}])


def test_an_unknown_icon_draws_the_grid(piece: Piece) -> None:
    assert piece('{% icon "of_a_third_party" %}') == piece('{% icon "grid" %}')


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_every_component_has_an_example(name: str) -> None:
    assert name in EXAMPLES


def test_the_hidden_fields_of_a_form_carry_key_and_version(piece: Piece) -> None:
    html = piece("{% once idem version=version %}", idem="4f", version=3)

    assert html == '<input type="hidden" name="idem" value="4f"><input type="hidden" name="version" value="3">'
    assert "version" not in piece("{% once idem %}", idem="4f")
