"""XHTML to plain text, and everything that only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.pps.fhir.markup import plain_text


@pytest.mark.parametrize(
    "text",
    [
        "Na <135 og K >5", "<5", "a <b og c> d", "x < y > z", "R&amp;D", "&lt;5", "ER (<10% av cellene)",
        "  to   mellomrom\n\n  linje ",
        "<ukjent>", "a</b", "<p", "<<>>", "<3", "<script>alert(1)</script>",
        "Se <https://example.org/a>", "pH <7.2 <b",
    ],
)  # fmt: skip
def test_what_is_no_markup_stays_letter_by_letter(text: str) -> None:
    assert plain_text(text) == text


@pytest.mark.hazard("S8")
@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br/>b<br>c", "a\nb\nc"),
        ("<div><p><strong>R: Stor</strong></p><br/><p>Na &lt; 135 &amp; K</p></div>", "R: Stor\n\nNa < 135 & K"),
        ("<ul><li>en</li><li>to</li></ul>", "• en\n• to"),
        ("<table>\n <tr><th>A</th><th>B</th></tr>\n <tr><td>1</td><td>2</td></tr>\n</table>", "A | B\n1 | 2"),
        ("<xh:div><xh:p>a</xh:p></xh:div>", "a"),
        ("<div>Na &lt;135 <Uklart> svar</div>", "Na <135 <Uklart> svar"),
        ("<div>Na <5 og <b>K</b></div>", "Na <5 og K"),
        ("<p>a   b</p>", "a   b"),
        ("<p>&#230;&aelig;&#xe6;&nbsp;x</p>", "æææ\u00a0x"),
        ('<p>a <img src="http://x/y.png" alt="bilde"/></p>', "a [bilde]"),
        ('<p><a href="http://x">lenke</a></p>', "lenke"),
        ("før<p>inni</p>etter", "før\ninni\netter"),
        ("a<hr/>b", "a\nb"),
    ],
)
def test_markup_becomes_plain_text(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(st.lists(st.sampled_from(["<p>", "</p>", "<br/>", "<", ">", "&lt;", "ord", " ", "\n", "<b>", "</b>", "<td>", "5"])))
def test_never_raises_and_loses_no_word(parts: list[str]) -> None:
    text = "".join(parts)
    plain = plain_text(text)
    assert plain.count("ord") == text.count("ord")
    assert plain.count("5") == text.count("5")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("<div>>10<sup>5</sup> CFU/mL</div>", ">10^5 CFU/mL"),
        ("<p>10<sup>-3</sup></p>", "10^-3"),
        ("<p>H<sub>2</sub>O, pO<sub>2</sub></p>", "H_2O, pO_2"),
        ("<p><strong>Na</strong>\n<span>135</span>\n<span>5</span></p>", "Na 135 5"),
        ("<div>\n  <p>én</p>\n  <p>to</p>\n</div>", "én\nto"),
        ("<p><s>Positiv</s> Negativ</p>", "[strøket: Positiv] Negativ"),
        ("<p><del>25 mm</del> <ins>2,5 mm</ins></p>", "[strøket: 25 mm] 2,5 mm"),
    ],
)
def test_what_mark_up_says_about_a_number_is_not_lost(sent: str, shown: str) -> None:
    assert plain_text(sent) == shown
