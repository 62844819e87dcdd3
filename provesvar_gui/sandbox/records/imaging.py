"""Radiology: XHTML narratives with procedure nodes under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox.records.codes import coding, extension
from provesvar_gui.sandbox.records.draft import begin, words
from provesvar_gui.sandbox.records.places import EMERGENCY_WARD, FJORD_RADIOLOGY, GENERAL_PRACTITIONER, MEDICAL_WARD, OUT_OF_HOURS

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import Draft, Resource, StoredReport
    from provesvar_gui.sandbox.records.scene import Scene

# NCRP codes that are found in Norwegian messages; other procedures carry the department's own code.
_CONTRAST = ("7270", "ZTX0EA", "Intravenøs kontrast")
_RIGHT = ("7270", "ZTX0XA", "Høyresidig bildediagnostisk undersøkelse")
_CHEST = ("8212", "RGTHX", "RG Thorax")
_CT_ABDOMEN = ("8212", "CTABD", "CT Abdomen/bekken")
_MR_HEAD = ("8212", "MRCAP", "MR Caput")
_UL_KIDNEY = ("8212", "ULNYR", "UL Nyrer og urinveier")
_UL_LIVER = ("7270", "SJJ0AK", "UL Lever")
_UL_SPLEEN = ("7270", "SJM0AK", "UL Milt")
_FOOT = ("7270", "SNH0AA", "RG Fot")

_Code = tuple[str, str, str]


def xhtml(*paragraphs: str, first: str = "") -> str:
    """A narrative as radiology systems send it; ``first``: the short answer in bold."""
    strong = f"<p><strong>{first}</strong></p><br/>" if first else ""
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{strong}{"".join(f"<p>{one}</p>" for one in paragraphs)}</div>'


def _concept(code: _Code) -> Resource:
    return {"coding": [coding(*code)], "text": code[2]}


def _study(
    scene: Scene, key: str, kind: str, days_ago: int, clock: str, ready: tuple[int, str], text: str,
    *procedures: tuple[_Code, _Code | None], **more: Any,
) -> Draft:  # fmt: skip
    draft = begin(scene, key, FJORD_RADIOLOGY, kind, (days_ago, clock), ready, area="BLD", group="RAD", **more)
    described = extension("description-date", valueDateTime=scene.at(*ready))
    root = draft.add({"text": "Gruppe"}, words(text, draft.heading("GR", "Gruppe")), extensions=(described,))
    performed = extension("investigation-date", valueDateTime=scene.at(days_ago, clock))
    for code, supplement in procedures:
        method = _concept(supplement) if supplement else None
        draft.add(_concept(code), under=root, method=method, extensions=(performed,))
    return draft


def reports(scene: Scene) -> list[StoredReport]:
    """CT and chest X-ray tonight, and five older studies."""
    ct = _study(
        scene, "ct", "CT", 1, "04:35", (1, "05:40"),
        xhtml(
            "Det er et 7 mm stort konkrement i øvre tredel av høyre ureter med hydronefrose grad 2 og perirenal væskestriping. "
            "Forsinket oppladning i høyre nyre.",
            "Venstre nyre er liten, 8,5 cm, med tynn bark. Ingen dilatasjon. Enkelte konkrementer &lt; 3 mm.",
            "Følger etter høyresidig hemikolektomi, ingen holdepunkter for residiv. Ingen fri luft. "
            "Sparsom pleuravæske bilateralt.",
            "Kontrast gitt på vital indikasjon; eGFR 13. Nyrefunksjonen må følges.",
            first="R: Obstruerende ureterstein høyre side med hydronefrose. Avlastning anbefales som øyeblikkelig hjelp.",
        ),
        (_CT_ABDOMEN, _CONTRAST), requester=EMERGENCY_WARD, ordered=scene.at(1, "03:55"),
    )  # fmt: skip
    ct.comment("Svar gitt muntlig til vakthavende kirurg kl. 04.55.")
    ct.comment(code="TA")
    chest = _study(
        scene, "chest", "RTG", 1, "03:20", (1, "08:30"),
        xhtml(
            "Liggende frontbilde. Hjertet er lett forstørret. Noe stuvning sentralt.",
            "Ingen sikre fortetninger. Ingen pneumothorax.", first="R: Lett stuvning, ingen infiltrat.",
        ),
        (_CHEST, None), requester=EMERGENCY_WARD, status="preliminary",
    )  # fmt: skip
    kidney = _study(
        scene, "ul-kidney", "UL", 92, "13:10", (92, "13:45"),
        xhtml(
            "Høyre nyre 11,2 cm, normal bark, ingen hydronefrose.", "Venstre nyre 8,6 cm med tynn bark.",
            "Urinblære: <em>lett</em> veggfortykkelse. Resturin 140 ml.", first="R: Liten venstre nyre. Ingen hydronefrose.",
        ),
        (_UL_KIDNEY, None), requester=MEDICAL_WARD,
    )  # fmt: skip
    liver = _study(
        scene, "ul-liver", "UL", 420, "09:20", (419, "10:05"),
        xhtml(
            "Kontroll etter operasjon for kreft i coecum.",
            "<ul><li>Lever: lett økt ekkogenitet, ingen fokale forandringer før eller etter kontrast</li>"
            "<li>Milt: normal størrelse</li><li>Galleveier: ikke utvidet</li></ul>",
            first="R: Ingen holdepunkter for levermetastaser.",
        ),
        (_UL_LIVER, _CONTRAST), (_UL_SPLEEN, None), requester=GENERAL_PRACTITIONER, received=scene.at(452, "11:00"),
    )  # fmt: skip
    head = _study(
        scene, "mr-head", "MR", 612, "15:40", (609, "12:15"),
        xhtml(
            "Sekvenser: T1, T2, FLAIR, diffusjon og susceptibilitetsvekting, uten kontrast.",
            "Ingen diffusjonsforandringer. Spredte hvitsubstansforandringer, Fazekas grad 1. Ingen mikroblødninger.",
            # What a reader must not fetch: it is not part of the answer.
            'Se nøkkelbilde <img src="https://sandbox.invalid/key-image.png" alt="Nøkkelbilde"/> i '
            '<a href="https://sandbox.invalid/viewer">bildearkivet</a>.',
            first="R: Ingen ferske iskemiske forandringer.",
        ),
        (_MR_HEAD, None), requester=MEDICAL_WARD,
    )  # fmt: skip
    head.comment("Et vedlegg er fjernet fra svaret. Bilder og vedlegg finnes bare hos radiologisk avdeling.")
    foot = _study(
        scene, "foot", "RTG", 870, "19:05", (869, "08:50"),
        xhtml("Udislosert fraktur i basis av 5. metatars. Ellers normale skjelettforhold.",
              first="R: Fraktur i 5. metatars høyre fot."),
        (_FOOT, _RIGHT), requester=OUT_OF_HOURS,
    )  # fmt: skip
    plain = _study(
        scene, "chest-before", "RTG", 301, "12:05", (301, "14:20"),
        "Stående bilder.\nForstørret hjerte, økt kartegning og Kerley B-linjer.\nPleuravæske høyre side, ca. 2 cm.\n\n"
        "R: Hjertesvikt med stuvning.",
        (_CHEST, None), requester=EMERGENCY_WARD,
    )  # fmt: skip
    return [one.finish() for one in (foot, ct, head, chest, plain, kidney, liver)]
