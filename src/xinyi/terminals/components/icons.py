"""The icons: line drawings on a 24 or 32 grid; strokes of class ``k`` are gold."""

from collections.abc import Mapping
from types import MappingProxyType

_SMALL = {
    "back": '<path d="m14.5 5.5-7 6.5 7 6.5"/>',
    "bell": '<path d="M6.5 17v-4.5a5.5 5.5 0 0 1 11 0V17M4.5 20h15v-3h-15z"/>',
    "book": ('<path d="M5 5h6a2 2 0 0 1 2 2v12a2 2 0 0 0-2-1.5H5zM19 5h-4a2 2 0 0 0-2 2v12a2 2 0 0 1 2-1.5h4z"/>'),
    "camera": '<path d="M4 8h3l1.6-2.5h6.8L17 8h3v11H4z"/><circle cx="12" cy="13" r="3.4"/>',
    "chart": '<path d="M5 20v-7M12 20V5M19 20v-10"/>',
    "clock": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "cone": '<path d="M4.5 20h15M7.5 20 11 4.5h2L16.5 20M9 13.5h6M9.9 9.5h4.2"/>',
    "cross": '<path d="m7 7 10 10M17 7 7 17"/>',
    "discuss": '<path d="M3.5 5h12v8.5h-6L6 16.5v-3H3.5zM18 9h2.5v8.5H18v3l-3.5-3H10"/>',
    "document": '<path d="M6 3.5h8.5L18.5 8v12.5H6zM14 3.5V8.5h4.5M9 12.5h6.5M9 16h4"/>',
    "down": '<path d="m7 10 5 5 5-5"/>',
    "download": '<path d="M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14"/>',
    "eye": ('<path d="M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6z"/><circle cx="12" cy="12" r="2.5"/>'),
    "face_1": ('<circle cx="12" cy="12" r="8.5"/><path d="M8.5 16.5c1.8-2.6 5.2-2.6 7 0M8.8 9.5h.1M15.1 9.5h.1"/>'),
    "face_2": ('<circle cx="12" cy="12" r="8.5"/><path d="M8.8 16c1.7-1.5 4.7-1.5 6.4 0M8.8 9.5h.1M15.1 9.5h.1"/>'),
    "face_3": '<circle cx="12" cy="12" r="8.5"/><path d="M8.8 15.2h6.4M8.8 9.5h.1M15.1 9.5h.1"/>',
    "face_4": ('<circle cx="12" cy="12" r="8.5"/><path d="M8.8 14.2c1.7 1.6 4.7 1.6 6.4 0M8.8 9.5h.1M15.1 9.5h.1"/>'),
    "face_5": (
        '<circle cx="12" cy="12" r="8.5"/><path d="M8 13.5h8c-.5 2.4-2 3.7-4 3.7s-3.5-1.3-4'
        '-3.7zM8.5 9.8c.3-.9 1.3-.9 1.6 0M13.9 9.8c.3-.9 1.3-.9 1.6 0"/>'
    ),
    "file": '<path d="M6 3.5h8.5L18.5 8v12.5H6zM14 3.5V8.5h4.5"/>',
    "forward": '<path d="m9.5 6 5.5 6-5.5 6"/>',
    "grid": '<path d="M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z"/>',
    "home": '<path d="M4 11.5 12 4.5l8 7V20h-5.5v-5h-5v5H4z"/>',
    "house": '<path d="M4 11.5 12 4.5l8 7V20H4zM10 20v-5h4v5"/>',
    "inbox": '<path d="M4 13.5 6.5 5h11L20 13.5V19H4zM4 13.5h5l1 2.5h4l1-2.5h5"/>',
    "info": '<circle cx="12" cy="12" r="8.2"/><path d="M12 11v5M12 8h.1"/>',
    "language": (
        '<circle cx="12" cy="12" r="8.2"/><path d="M4 12h16M12 3.8c3 2.4 3 14 0 16.4M12 3.8c-3 2.4-3 14 0 16.4"/>'
    ),
    "leave": '<path d="M10 4.5H5v15h5M13 8l4.5 4-4.5 4M17 12H9"/>',
    "link": (
        '<path d="M10 14a3.5 3.5 0 0 0 5 0l3.5-3.5a3.5 3.5 0 0 0-5-5L12 7M14 10a3.5 3.5 0 0'
        ' 0-5 0l-3.5 3.5a3.5 3.5 0 0 0 5 5L12 17"/>'
    ),
    "list": '<path d="M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1"/>',
    "lock": '<path d="M6 10.5h12V20H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14v2.5"/>',
    "map": '<path d="m4 6.5 5-2 6 2 5-2v13l-5 2-6-2-5 2zM9 4.5v13M15 6.5v13"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "microphone": (
        '<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 12a6.5 6.5 0 0 0 13 0M12 18.5V21"/>'
    ),
    "moon": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
    "offline": '<path d="M7 18a4 4 0 0 1-.5-8A6 6 0 0 1 18 11a3.5 3.5 0 0 1 0 7zM4 4l16 16"/>',
    "people": (
        '<circle cx="9" cy="9" r="3.2"/><path d="M3.5 19a5.5 5.5 0 0 1 11 0M15.5 6.2a3 3 0 '
        '0 1 0 5.6M17 14.2a5.5 5.5 0 0 1 3.5 4.8"/>'
    ),
    "person": '<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>',
    "pin": ('<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z"/><circle cx="12" cy="10" r="2.3"/>'),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "post": '<path d="M8 7.5V5h8v2.5M4 7.5h16V19H4zM4 12.5h16"/>',
    "scan": '<path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="m15.5 15.5 4.5 4.5"/>',
    "send": '<path d="m4 11.5 16-7-6 16-2.5-6.5z"/>',
    "settings": (
        '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>'
    ),
    "shield": ('<path d="M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.5 10"/>'),
    "sos": ('<path d="M6.5 17v-4.5a5.5 5.5 0 0 1 11 0V17M4.5 20h15v-3h-15zM12 3V1.8M19 6l1-1M5 6 4 5"/>'),
    "telephone": (
        '<path d="M6 3.5h3l1.5 4.2-2 1.5a12 12 0 0 0 6.3 6.3l1.5-2 4.2 1.5v3A2 2 0 0 1 18.4'
        ' 20 15.5 15.5 0 0 1 4 5.6 2 2 0 0 1 6 3.5z"/>'
    ),
    "text": '<path d="M4 19 9.5 5h1L16 19M6 14.5h8M16 12.5h4.5M18.25 10.25v8.75"/>',
    "tick": '<path d="m6 12.5 4 4 8-9"/>',
    "todo": '<path d="M5 5h14v14H5zM9 12l2.2 2.2L15.5 9.5"/>',
    "upload": '<path d="M12 15V4.5M7.5 9 12 4.5 16.5 9M5 19.5h14"/>',
    "waiting": (
        '<path d="M7 17.5a4 4 0 0 1-.3-8A5.5 5.5 0 0 1 17.3 9a4.2 4.2 0 0 1 .2 8.5M12 19.5v-7M9.3 15 12 12.3l2.7 2.7"/>'
    ),
    "walk": (
        '<circle cx="13" cy="4.8" r="1.5"/><path d="m9 21 2.5-6.5 3 2.5V21M7 12l2-3.5 4-1 2.5 4H18M11.5 14.5 13 7.5"/>'
    ),
    "warning": '<path d="M12 4.5 21 19.5H3zM12 10v4.5M12 17h.1"/>',
}

_LARGE = {
    "bag": ('<path d="M7 11h18l1.5 16.5h-21zM11.5 14V9.5a4.5 4.5 0 0 1 9 0V14"/><path class="k" d="M12 21h8"/>'),
    "bike": (
        '<path d="M8.5 25.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM23.5 25.5a4.5 4.5 0 1 0 0-'
        '9 4.5 4.5 0 0 0 0 9zM8.5 21l4.5-9h7l3.5 9M11 16h10M18.5 8h3"/><path class="k" d="M'
        '15 21h2.5"/>'
    ),
    "car": (
        '<path d="M5 22v-5l3.5-7.5h15L27 17v5zM5 17h22M7 22v3.5h3.5V22M21.5 22v3.5H25V22"/>'
        '<path class="k" d="M9.5 19.5h2M20.5 19.5h2"/>'
    ),
    "certificate": (
        '<path d="M7 4.5h12l6 6V20M7 4.5v23h9M19 4.5v6h6M11 14h8"/><path class="k" d="M21 2'
        '7.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4z"/>'
    ),
    "code": (
        '<path d="M5 5h8.5v8.5H5zM18.5 5H27v8.5h-8.5zM5 18.5h8.5V27H5z"/><path class="k" d='
        '"M19 19h3.5v3.5M27 19v3M19 27h3.5M26.5 26.5h.1"/>'
    ),
    "elder": ('<path d="M12 27V11a4.5 4.5 0 0 1 9 0v1.5M6 27h13"/><path class="k" d="M23.5 18.5v6M20.5 21.5h6"/>'),
    "event": ('<path d="M5 8h22v19H5zM5 13.5h22M10.5 5v5M21.5 5v5"/><path class="k" d="m12 20 3 3 5.5-5.5"/>'),
    "falling": (
        '<path d="M5 28V5h11v23M9 10h3M9 15h3M9 20h3M3 28h26"/><path class="k" d="M23 8v9M19.8 14l3.2 3.5 3.2-3.5"/>'
    ),
    "income": (
        '<path d="M5 27V12M27 27H5M10.5 27v-8M16 27V16M21.5 27V9"/><path class="k" d="M21.5 5.2h.1M9 8.5l5 1.5 6-3"/>'
    ),
    "insurance": '<path d="M5 8h22v17H5zM5 13h22"/><path class="k" d="M9 20h6M21 19.5h2.5"/>',
    "meal": (
        '<path d="M4.5 16h23a11.5 9.5 0 0 1-23 0zM10 27.5h12"/><path class="k" d="M12 11.5c'
        '-1.5-2 1.5-3 0-5.5M17.5 11.5c-1.5-2 1.5-3 0-5.5"/>'
    ),
    "parcel": (
        '<path d="M4.5 12 16 6.5 27.5 12v11L16 28.5 4.5 23zM4.5 12 16 17.5 27.5 12M16 17.5v'
        '11"/><path class="k" d="M10 9.3l11.5 5.5"/>'
    ),
    "plug": ('<path d="M11 5v6M21 5v6M8 11h16v4a8 8 0 0 1-16 0zM16 23v5.5"/><path class="k" d="m16.5 13-2 3h3l-2 3"/>'),
    "progress": (
        '<path d="M8 26.5h12a4.5 4.5 0 0 0 0-9h-8a4.5 4.5 0 0 1 0-9h9"/><path class="k" d="'
        'm18.5 5.5 3.5 3-3.5 3M8 26.5h.1"/>'
    ),
    "question": (
        '<path d="M5 6h22v16H15l-6 5v-5H5z"/><path class="k" d="M13 12.2a3 3 0 1 1 3.6 3c-.'
        '6.2-.8.6-.8 1.3M15.8 19h.1"/>'
    ),
    "repair": (
        '<path d="M20 5a7 7 0 0 0-6.5 9.5L4.5 23.5l4 4 9-9A7 7 0 0 0 27 11l-4.5 4-4-1-1-4z"'
        '/><path class="k" d="M9 23h.1"/>'
    ),
    "residence": (
        '<path d="M4.5 7.5h23v18h-23zM9 21.5a4 4 0 0 1 8 0M13 16.5a2.4 2.4 0 1 0 0-4.8 2.4 '
        '2.4 0 0 0 0 4.8z"/><path class="k" d="M20.5 13.5h3.5M20.5 18h3.5"/>'
    ),
    "room": '<path d="M6 27V6h14v21M20 11h6v16M3.5 27h25"/><path class="k" d="M16 16.5v2"/>',
    "swap": '<path d="M6 13.5h20l-5-5M26 19H6l5 5"/><path class="k" d="M15.9 16.2h.2"/>',
    "ticket": (
        '<path d="M4.5 9h23v5a2.5 2.5 0 0 0 0 5v5h-23v-5a2.5 2.5 0 0 0 0-5z"/><path class="k" d="M19.5 12.5v8"/>'
    ),
    "toolbox": (
        '<path d="M4.5 11.5h23V26h-23zM11 11.5V7h10v4.5"/><path class="k" d="M4.5 18h8m7 0h8M14 16.5h4v3.5h-4z"/>'
    ),
    "waste": (
        '<path d="M8.5 10.5 10 27.5h12l1.5-17M5.5 10.5h21M12.5 10.5V6h7v4.5"/><path class="'
        'k" d="m12.5 19 2.7 2.7 4.8-5"/>'
    ),
    "wellbeing": (
        '<path d="M16 27S5 20.5 5 12.8A5.8 5.8 0 0 1 16 10a5.8 5.8 0 0 1 11 2.8C27 20.5 16 '
        '27 16 27z"/><path class="k" d="m11.5 15 3.2 3.2 5.8-6.2"/>'
    ),
    "wish": (
        '<path d="M16 27S5 20.5 5 12.8A5.8 5.8 0 0 1 16 10a5.8 5.8 0 0 1 11 2.8C27 20.5 16 '
        '27 16 27z"/><path class="k" d="M11 15h10M16 11v8"/>'
    ),
}

FALLBACK = "grid"

ICONS: Mapping[str, str] = MappingProxyType(
    {
        name: f'viewBox="0 0 {size} {size}">{body}</svg>'
        for size, icons in ((24, _SMALL), (32, _LARGE))
        for name, body in icons.items()
    }
)


def icon_names() -> frozenset[str]:
    """Names a manifest or a template may use."""
    return frozenset(ICONS)
