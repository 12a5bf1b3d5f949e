"""What the library does not keep of a page's drawing: how see-through it is, what it is cut to, which layer it is on.

A page is run through its content streams once. Each thing that is drawn carries the `State` in which it was drawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTCurve, LTImage, LTLine, LTPage, LTRect
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import MATRIX_IDENTITY, Matrix, PathSegment, apply_matrix_pt, mult_matrix

Area = tuple[float, float, float, float]  # x0, y0, x1, y1, with y upwards
_INVISIBLE = (3, 7)
_PLAIN = frozenset(("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"))
_SYMBOL, _SIGN_OF_SYMBOL = "Symbol", 549  # the width of its minus, plus, times and their like, in 1/1000 of their size
_HIDDEN, _NO_VIEW = 2, 32  # flags of an annotation
_STATELESS = (LTCurve, LTRect, LTLine, LTImage)
_DRAWN = ("Widget", "FreeText", "Stamp")
_OF_FIGURES = frozenset("0123456789.,-−–‐‑\u00ad \u00a0\u202f\u2009")


class Print(NamedTuple):
    """How a sign of a figure is drawn: by which code of which font, its shape as a matrix, and where it begins, with y
    upwards."""

    font: Any
    code: int
    matrix: tuple[float, float, float, float]
    x: float
    y: float


class State(PDFGraphicState):
    """The library's graphics state, and what it leaves out.

    `alpha` is 1 where the paint covers what is under it; None where that cannot be told. `shade` is the alpha of the
    group that it is painted in as a whole. `clip` is the area that the
    drawing is cut to, None for no other than the page. `off` tells that its layer is switched off, `stamped` that it is
    a stamp pinned to the page.
    """

    def __init__(self) -> None:
        super().__init__()
        self.alpha: float | None = 1.0
        self.shade: float | None = 1.0
        self.clip: Area | None = None
        self.off = False
        self.stamped = False
        self.render = 0

    def copy(self) -> "State":
        other = State.__new__(State)
        other.__dict__.update(self.__dict__)
        return other

    @property
    def is_plain(self) -> bool:
        """Whether the colour to fill with is given in a space that we know, and covers."""
        return self.alpha == 1.0 and self.ncs.name in _PLAIN

    @property
    def is_drawn_plain(self) -> bool:
        """Whether the colour to draw with is given in a space that we know."""
        return self.scs.name in _PLAIN

    @property
    def is_invisible(self) -> bool:
        """Whether letters are neither filled nor drawn around."""
        return self.render in _INVISIBLE


class Annotation:
    """A form field, a note or a stamp that is drawn over the page. `kind` is its subtype in the file."""

    def __init__(self, kind: str, appearance: PDFStream | None, area: Area, text: str) -> None:
        self.kind, self.appearance, self.area, self.text = kind, appearance, area, text


def layout(manager: PDFResourceManager, page: Any, number: int, hidden: frozenset[int]) -> LTPage:
    """All that is drawn on a page, form fields with it. `hidden` are the object numbers of layers switched off."""
    device = _Device(manager, pageno=number)
    interpreter = _Interpreter(manager, device)
    interpreter.hidden = hidden
    interpreter.fields = [one for one in annotations(page) if one.appearance is not None]
    interpreter.process_page(page)
    return cast(LTPage, device.result)


def hidden_layers(catalog: Mapping[str, Any]) -> frozenset[int]:
    """The object numbers of the layers that are switched off when the document is opened."""
    config = _dict(_dict(catalog.get("OCProperties")).get("D"))
    off = resolve1(config.get("OFF")) or []
    hidden = {_number(one) for one in off} if isinstance(off, list) else set()
    if getattr(resolve1(config.get("BaseState")), "name", "") == "OFF":
        every = resolve1(_dict(catalog.get("OCProperties")).get("OCGs")) or []
        shown = resolve1(config.get("ON")) or []
        hidden |= {_number(one) for one in every} - {_number(one) for one in shown}
    return frozenset(hidden - {0})


def annotations(page: Any) -> Iterator[Annotation]:
    """What is drawn over a page, or would be: the annotations that are not hidden."""
    for one in resolve1(page.annots) or []:
        held = _dict(one)
        kind = getattr(resolve1(held.get("Subtype")), "name", "")
        flags = resolve1(held.get("F")) or 0
        area = resolve1(held.get("Rect"))
        if not isinstance(area, list) or len(area) != 4 or (isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)):
            continue
        x0, y0, x1, y1 = (float(resolve1(part)) for part in area)
        appearance = _appearance(held) if kind in _DRAWN else None
        yield Annotation(kind, appearance, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), _value(held))


def _appearance(held: Mapping[str, Any]) -> PDFStream | None:
    normal = resolve1(_dict(held.get("AP")).get("N"))
    if isinstance(normal, dict):
        state = getattr(resolve1(held.get("AS")), "name", "Off")
        normal = resolve1(normal.get(state))
    return normal if isinstance(normal, PDFStream) and "BBox" in normal else None


def _value(held: Mapping[str, Any]) -> str:
    """The value of a form field, which it may have from the field that it is a part of."""
    for _ in range(8):
        value = resolve1(held.get("V"))
        if isinstance(value, bytes):
            return value.decode("utf-16") if value[:2] in (b"\xfe\xff", b"\xff\xfe") else value.decode("latin-1")
        held = _dict(held.get("Parent"))
    return ""


def _dict(value: object) -> dict[str, Any]:
    found = resolve1(value)
    return found if isinstance(found, dict) else {}


def _number(reference: object) -> int:
    return int(getattr(reference, "objid", 0) or 0)


class _Device(PDFPageAggregator):
    """Keeps the state of shapes and pictures beside them. Letters have it from the library."""

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        super().paint_path(graphicstate, stroke, fill, evenodd, path)
        self._mark(graphicstate, graphicstate.linewidth if stroke else 0.0)

    def render_char(self, *how: Any) -> float:
        """Keep how a sign of a figure is drawn beside it."""
        width = super().render_char(*how)
        last: Any = self.cur_item._objs[-1]
        if last._text in _OF_FIGURES and not how[1].is_vertical():
            (a, b, c, d, e, f), font, size, scaling, rise, code = how[:6]
            wide = size * scaling
            last.print = Print(font, code, (a * wide, b * wide, c * size, d * size), e + c * rise, f + d * rise)
        return width

    def render_image(self, name: str, stream: PDFStream) -> None:
        super().render_image(name, stream)
        self._mark(self.painting)

    def _mark(self, state: PDFGraphicState, breadth: float = 0.0) -> None:
        """Keep the state beside the last that was drawn, and how broad, in points, the pen was that drew it."""
        last: Any = self.cur_item._objs[-1] if self.cur_item._objs else None
        if type(last) in _STATELESS:
            last.state, last.breadth = state.copy(), breadth

    painting: PDFGraphicState = State()


class _Interpreter(PDFPageInterpreter):
    """Runs a content stream and keeps the state that the library leaves out."""

    hidden: frozenset[int] = frozenset()
    above: State | None = None
    fields: Sequence[Annotation] = ()
    graphicstate: State
    _is_group = False  # of the form that is drawn next

    def dup(self) -> "_Interpreter":
        other = _Interpreter(self.rsrcmgr, self.device)
        other.hidden, other.above = self.hidden, self.graphicstate.copy()
        if self._is_group:
            other.above.shade = other.above.alpha
        return other

    def init_resources(self, resources: dict[object, object]) -> None:
        """The library takes codes of the standard font Symbol for letters, which it does not have: they would take no
        room, and all that follows them on a line stand too far to the left."""
        super().init_resources(resources)
        for font in self.fontmap.values():
            if getattr(font, "basefont", "") == _SYMBOL and not font.default_width:
                font.default_width = _SIGN_OF_SYMBOL

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.graphicstate = self.above.copy() if self.above else State()
        self._tags: list[bool] = []

    def render_contents(
        self, resources: dict[object, object], streams: Sequence[object], ctm: Matrix = MATRIX_IDENTITY
    ) -> None:
        super().render_contents(resources, streams, ctm)
        fields, self.fields = self.fields, ()
        for one in fields:
            self._draw(one, ctm)

    def _draw(self, one: Annotation, ctm: Matrix) -> None:
        """Draw an annotation's appearance where it stands on the page."""
        stream = one.appearance
        if stream is None:
            return
        matrix = cast(Matrix, tuple(resolve1(stream.get("Matrix", MATRIX_IDENTITY))))
        x0, y0, x1, y1 = _around(matrix, cast(Area, tuple(resolve1(stream["BBox"]))))
        wide, high = (one.area[2] - one.area[0]) / ((x1 - x0) or 1), (one.area[3] - one.area[1]) / ((y1 - y0) or 1)
        placed = (wide, 0, 0, high, one.area[0] - x0 * wide, one.area[1] - y0 * high)
        inner = _Interpreter(self.rsrcmgr, self.device)
        inner.hidden = self.hidden
        whole = mult_matrix(mult_matrix(matrix, placed), ctm)
        inner.above = State()
        inner.above.stamped = one.kind == "Stamp"
        inner.above.clip = _around(whole, cast(Area, tuple(resolve1(stream["BBox"]))))
        self.device.set_ctm(whole)
        self.device.begin_figure(one.kind, (0, 0, 1, 1), MATRIX_IDENTITY)
        inner.render_contents(_dict(stream.get("Resources")), [stream], ctm=whole)  # type: ignore[arg-type]
        self.device.end_figure(one.kind)

    def set_current_state(self, state: tuple[Any, Any, Any]) -> None:
        super().set_current_state(state)
        self.graphicstate.off = self._is_off()

    def do_gs(self, name: object) -> None:
        held = _dict(_dict(self.resources.get("ExtGState")).get(getattr(name, "name", "")))
        if "ca" in held:
            self.graphicstate.alpha = _both(_float(held["ca"]), self.graphicstate.shade)
        mask, blend = resolve1(held.get("SMask")), getattr(resolve1(held.get("BM")), "name", "Normal")
        if isinstance(mask, dict) or blend not in ("Normal", "Compatible"):
            self.graphicstate.alpha = None

    def do_W(self) -> None:
        """Cut to the path; what is no rectangle counts as the one around it."""
        steps = [cast(Any, step) for step in self.curpath]
        points = [apply_matrix_pt(self.ctm, step[at : at + 2]) for step in steps for at in range(1, len(step), 2)]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self.graphicstate.clip = _cut(self.graphicstate.clip, (min(xs), min(ys), max(xs), max(ys)))

    do_W_a = do_W

    def do_BMC(self, tag: object) -> None:
        self._tags.append(False)

    def do_BDC(self, tag: object, props: object) -> None:
        off = False
        if getattr(tag, "name", "") == "OC" and isinstance(props, PSLiteral):
            off = self._is_layer_off(_dict(self.resources.get("Properties")).get(str(props.name)))
        self._tags.append(off)
        self.graphicstate.off = self._is_off()

    def do_EMC(self) -> None:
        if self._tags:
            self._tags.pop()
        self.graphicstate.off = self._is_off()

    def do_TJ(self, seq: Any) -> None:
        self.graphicstate.render = self.textstate.render if isinstance(self.textstate.render, int) else 0
        super().do_TJ(seq)

    def do_EI(self, obj: Any) -> None:
        self.device.painting = self.graphicstate  # type: ignore[attr-defined]
        super().do_EI(obj)

    def do_Do(self, xobjid: Any) -> None:
        held = resolve1(self.xobjmap.get(getattr(xobjid, "name", "")))
        off = isinstance(held, PDFStream) and self._is_layer_off(held.get("OC"))
        self._is_group = isinstance(held, PDFStream) and "Group" in held
        self._tags.append(off)
        self.graphicstate.off = self._is_off()
        self.device.painting = self.graphicstate  # type: ignore[attr-defined]
        super().do_Do(xobjid)
        self.do_EMC()

    def do_sh(self, name: object) -> None:
        """A shading covers all that the drawing is cut to: it is painted as a shape whose colour is not known."""
        x0, y0, x1, y1 = self.graphicstate.clip or (0, 0, 0, 0)
        if x1 > x0:
            state = self.graphicstate.copy()
            state.alpha = None
            self.device.set_ctm(MATRIX_IDENTITY)
            path = [("m", x0, y0), ("l", x1, y0), ("l", x1, y1), ("l", x0, y1), ("h",)]
            self.device.paint_path(state, False, True, False, path)  # type: ignore[arg-type]
            self.device.set_ctm(self.ctm)

    def _is_off(self) -> bool:
        return any(self._tags) or bool(self.above and self.above.off)

    def _is_layer_off(self, layer: object) -> bool:
        """Whether a layer, or a group that shows when any of its layers does, is switched off."""
        if not self.hidden or layer is None:
            return False
        members = resolve1(_dict(layer).get("OCGs"))
        if members is None:
            return _number(layer) in self.hidden
        group = members if isinstance(members, list) else [_dict(layer).get("OCGs")]
        return bool(group) and all(_number(one) in self.hidden for one in group)


def _float(value: object) -> float | None:
    found = resolve1(value)
    return float(found) if isinstance(found, int | float) else None


def _both(one: float | None, other: float | None) -> float | None:
    """How much paint covers that is see-through twice."""
    return None if one is None or other is None else one * other


def _around(matrix: Matrix, area: Area) -> Area:
    corners = [apply_matrix_pt(matrix, (x, y)) for x in area[::2] for y in area[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _cut(one: Area | None, other: Area) -> Area:
    if one is None:
        return other
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
