"""The words of headings, in the language of the event and in that of the reader. Titles are never translated."""

from collections.abc import Iterable
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from planner.papers.edition import EVENT_LANGUAGE

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar", "vi")
"""The six official languages of the United Nations, and Vietnamese."""

_TABLE = """
programme       | Programme | Programme | Programa | Программа | 日程 | البرنامج | Chương trình
daily           | Daily programme | Programme de la journée | Programa del día | Программа дня | 每日日程 | البرنامج اليومي | Chương trình trong ngày
signing         | Order of signing | Ordre de signature | Orden de firma | Порядок подписания | 签署顺序 | ترتيب التوقيع | Thứ tự ký
statement       | List of speakers | Liste des orateurs | Lista de oradores | Список ораторов | 发言名单 | قائمة المتكلمين | Danh sách phát biểu
arrival         | Order of arrival | Ordre d’arrivée | Orden de llegada | Порядок прибытия | 抵达顺序 | ترتيب الوصول | Thứ tự đến
changes         | Changes to the programme | Modifications du programme | Cambios en el programa | Изменения в программе | 日程变更 | تعديلات البرنامج | Thay đổi chương trình
time            | Time | Heure | Hora | Время | 时间 | الوقت | Thời gian
item            | Item | Activité | Actividad | Мероприятие | 活动 | النشاط | Hoạt động
place           | Place | Lieu | Lugar | Место | 地点 | المكان | Địa điểm
interpretation  | Interpretation | Interprétation | Interpretación | Перевод | 口译 | الترجمة | Phiên dịch
remarks         | Remarks | Observations | Observaciones | Примечания | 备注 | ملاحظات | Ghi chú
contact         | Contact | Contact | Contacto | Контакт | 联系人 | جهة الاتصال | Liên hệ
liaison         | Liaison officer | Agent de liaison | Oficial de enlace | Сотрудник по связи | 联络官 | ضابط الاتصال | Cán bộ liên lạc
unscheduled     | Not yet scheduled | Non encore programmé | Aún sin programar | Пока не назначено | 尚未安排 | لم يحدد موعده بعد | Chưa xếp lịch
number          | No. | N° | N.º | № | 序号 | الرقم | STT
delegation      | Delegation | Délégation | Delegación | Делегация | 代表团 | الوفد | Đoàn đại biểu
representative  | Representative | Représentant | Representante | Представитель | 代表 | الممثل | Đại diện
before          | Before | Avant | Antes | Было | 原定 | سابقا | Trước đây
now             | Now | Maintenant | Ahora | Стало | 现定 | حاليا | Hiện tại
reason          | Reason | Motif | Motivo | Причина | 原因 | السبب | Lý do
receipt         | Acknowledgement of receipt | Accusé de réception | Acuse de recibo | Подтверждение получения | 签收确认 | إقرار بالاستلام | Xác nhận đã nhận
name            | Name | Nom | Nombre | Имя | 姓名 | الاسم | Họ tên
received        | Date and time | Date et heure | Fecha y hora | Дата и время | 日期和时间 | التاريخ والوقت | Ngày giờ
signature       | Signature | Signature | Firma | Подпись | 签名 | التوقيع | Chữ ký
reserved        | Reserved | Réservé | Reservado | Зарезервировано | 已预留 | محجوز | Dành riêng
"""  # noqa: E501  # a table is read by its rows

_WORDS: dict[str, dict[str, str]] = {
    key.strip(): dict(zip(LANGUAGES, (word.strip() for word in words), strict=True))
    for key, *words in (row.split("|") for row in _TABLE.strip().splitlines())
}


def second_language(*wishes: str) -> str:
    """The first of the languages wished for in which there are headings, other than that of the event; or none."""
    return next((one for one in wishes if one in LANGUAGES and one != EVENT_LANGUAGE), "")


def word(key: str, language: str = EVENT_LANGUAGE) -> str:
    """A heading in a language; empty where no language is given, or where it has the word of the event's language."""
    if language in ("", EVENT_LANGUAGE):
        return _WORDS[key][EVENT_LANGUAGE] if language else ""
    found = _WORDS[key][language]
    return "" if found == _WORDS[key][EVENT_LANGUAGE] else found


def day_words(day: date, language: str = EVENT_LANGUAGE) -> str:
    """`Saturday, 25 October 2025`, as the language writes it; empty where no language is given."""
    if not language:
        return ""
    if language == EVENT_LANGUAGE:
        return f"{day:%A} {day.day} {day:%B %Y}"
    return format_date(day, "full", locale=Locale(language))


def enumerated(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *but_last, last = [*names] or [""]
    return f"{', '.join(but_last)} and {last}" if but_last else last


def language_name(code: str) -> str:
    """`Arabic` for `ar`; a code that no table knows as it is."""
    try:
        return Locale.parse(code).get_display_name(EVENT_LANGUAGE) or code
    except (ValueError, UnknownLocaleError):
        return code
