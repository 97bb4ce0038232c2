"""Official files as the two services publish them: real headers, made-up rows, and as many courses as are asked for."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

KEYS = ["PUBUKPRN", "UKPRN", "KISCOURSEID", "KISMODE"]
_LEO = ["UK", "E", "NW", "NE", "EM", "WM", "EE", "SE", "SW", "YH", "LN", "NI", "S", "ED", "GL", "W", "CF"]


def _leo(years: int) -> list[str]:
    own = [
        f"LEO{years}{end}"
        for end in ("UNAVAILREASON", "POP", "AGG", "AGGYEAR", "SBJ", "INSTLQ", "INSTMED", "INSTUQ")
    ]
    return [*KEYS, *own, *(f"LEO{years}PROV_PC_{region}" for region in _LEO)]


def _surveyed(prefix: str) -> list[str]:
    ends = (
        "UNAVAILREASON",
        "POP",
        "RESPONSE",
        "SAMPLE",
        "RESP_RATE",
        "AGG",
        "AGGYEAR",
        "YEAR1",
        "YEAR2",
        "SBJ",
    )
    return [*KEYS, *(prefix + end for end in ends)]


HEADERS: Mapping[str, Sequence[str]] = {
    "EMPLOYMENT": [*_surveyed("EMP"), "WORKSTUDY", "STUDY", "UNEMP", "PREVWORKSTUD", "BOTH", "NOAVAIL", "WORK"],
    "GOSALARY": [*_surveyed("GOSAL"), "GOINSTLQ", "GOINSTMED", "GOINSTUQ", "GOPROV_PC_UK", "GOPROV_PC_E", "GOPROV_PC_NI", "GOPROV_PC_S", "GOPROV_PC_W"],
    "LEO3": _leo(3),
    "LEO5": _leo(5),
    "CONTINUATION": [*KEYS, "CONTUNAVAILREASON", "CONTPOP", "CONTAGG", "CONTAGGYEAR", "CONTYEAR1", "CONTYEAR2", "CONTSBJ", "UCONT", "UDORMANT", "UGAINED", "ULEFT", "ULOWER"],
    "ENTRY": [*KEYS, "ENTUNAVAILREASON", "ENTPOP", "ENTAGG", "ENTAGGYEAR", "ENTYEAR1", "ENTYEAR2", "ENTSBJ", "ACCESS", "ALEVEL", "BACC", "DEGREE", "FOUNDTN", "NOQUALS", "OTHER", "OTHERHE"],
    "NSS": [*KEYS, "NSSUNAVAILREASON", "NSSPOP", "NSSRESP_RATE", "NSSAGG", "NSSAGGYEAR", "NSSYEAR1", "NSSYEAR2", "NSSSBJ", *(f"Q{n}" for n in range(1, 27)), *(f"T{n}" for n in range(1, 8))],
    "KISCOURSE": ["PUBUKPRN", "UKPRN", "ASSURL", "ASSURLW", "CRSECSTURL", "CRSECSTURLW", "CRSEURL", "CRSEURLW", "DISTANCE", "EMPLOYURL", "EMPLOYURLW", "FOUNDATION", "HONOURS", "HECOS", "HECOS", "HECOS", "HECOS", "HECOS", "KISCOURSEID", "KISMODE", "LOCCHNGE", "LTURL", "LTURLW", "NHS", "NUMSTAGE", "SANDWICH", "SUPPORTURL", "SUPPORTURLW", "TITLE", "TITLEW", "UCASPROGID", "UKPRNAPPLY", "YEARABROAD", "KISAIMCODE", "KISLEVEL"],
    "INSTITUTION": ["LEGAL_NAME", "FIRST_TRADING_NAME", "OTHER_NAMES", "PROVADDRESS", "PROVTEL", "PROVURL", "PUBUKPRN", "UKPRN", "COUNTRY", "PUBUKPRNCOUNTRY", "QAA_Report_Type", "QAA_URL", "SUURL", "SUURLW"],
    "KISAIM": ["KISAIMCODE", "KISAIMLABEL"],
    "SBJ": [*KEYS, "SBJ"],
    "EXCLUSIONS": ["PUBUKPRN", "PUBNAME", "UKPRN", "SUBNAME", "KISCOURSEID", "KISMODE", "SBJ", "KISAIMCODE", "OUTCOME", "REASON"],
    "TARIFF": [*KEYS, "TARUNAVAILREASON", "TARPOP", "TARAGG", "TARAGGYEAR", "TARYEAR1", "TARYEAR2", "TARSBJ", "T001", "T048"],
}  # fmt: skip
"""HESA's Discover Uni files of July 2025."""

SCORECARD = ["UNITID", "OPEID6", "INSTNM", "CONTROL", "MAIN", "CIPCODE", "CIPDESC", "CREDLEV", "CREDDESC", "IPEDSCOUNT1", "IPEDSCOUNT2", "DEBT_ALL_STGP_EVAL_N", "DEBT_ALL_STGP_EVAL_MDN", "EARN_COUNT_NWNE_1YR", "EARN_COUNT_WNE_1YR", "EARN_MDN_1YR", "EARN_COUNT_WNE_4YR", "EARN_MDN_4YR", "EARN_MDN_4YR_NAT", "EARN_COUNT_WNE_5YR", "EARN_MDN_5YR"]  # fmt: skip
"""Columns of the College Scorecard's file by field of study, those beside the ones that are read left out."""

GCU = {"PUBUKPRN": "10007762", "UKPRN": "10007762", "KISCOURSEID": "11ADTECH", "KISMODE": "01"}
"""Audio Technology at Glasgow Caledonian University: rows of the real files, CC BY 4.0, credit HESA (Jisc)."""
GCU_ROWS: Mapping[str, Mapping[str, str]] = {
    "EMPLOYMENT": {**GCU, "EMPUNAVAILREASON": "0", "EMPPOP": "20", "EMPRESPONSE": "20", "EMPSAMPLE": "40", "EMPRESP_RATE": "50", "EMPAGG": "14", "EMPAGGYEAR": "2021-22", "EMPYEAR1": "2021-22", "WORKSTUDY": "95", "STUDY": "0", "UNEMP": "0", "PREVWORKSTUD": "0", "BOTH": "15", "NOAVAIL": "5", "WORK": "80"},
    "GOSALARY": {**GCU, "GOSALUNAVAILREASON": "0", "GOSALPOP": "15", "GOSALRESPONSE": "35", "GOSALSAMPLE": "70", "GOSALRESP_RATE": "50", "GOSALAGG": "23", "GOSALAGGYEAR": "2020-22", "GOSALYEAR1": "2021-22", "GOSALYEAR2": "2020-21", "GOSALSBJ": "CAH10-03-06", "GOINSTLQ": "22000", "GOINSTMED": "23000", "GOINSTUQ": "25000", "GOPROV_PC_UK": "100", "GOPROV_PC_E": "5", "GOPROV_PC_NI": "0", "GOPROV_PC_S": "95", "GOPROV_PC_W": "0"},
    "LEO3": {**GCU, "LEO3UNAVAILREASON": "0", "LEO3POP": "120", "LEO3AGG": "23", "LEO3AGGYEAR": "2012-14", "LEO3SBJ": "CAH10-03-06", "LEO3INSTLQ": "14500", "LEO3INSTMED": "19500", "LEO3INSTUQ": "23500"},
    "CONTINUATION": {**GCU, "CONTUNAVAILREASON": "0", "CONTPOP": "60", "CONTAGG": "14", "CONTAGGYEAR": "2020-21", "CONTYEAR1": "2020-21", "UCONT": "75", "UDORMANT": "7", "UGAINED": "10", "ULEFT": "7", "ULOWER": "2"},
    "KISCOURSE": {**GCU, "TITLE": "Audio Technology", "CRSEURL": "http://www.gcu.ac.uk/kis/11ADTECH", "HECOS": "100222", "KISAIMCODE": "021"},
    "INSTITUTION": {**GCU, "LEGAL_NAME": "Glasgow Caledonian University"},
    "KISAIM": {"KISAIMCODE": "021", "KISAIMLABEL": "BSc"},
}  # fmt: skip


def table(name: str, rows: Iterable[Mapping[str, str]], header: Sequence[str] | None = None) -> str:
    """Return a CSV file with the real header of that table; what a row does not name is empty."""
    columns = header or HEADERS.get(name, SCORECARD)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        repeated = iter(row.get("HECOS", "").split())
        writer.writerow(
            [next(repeated, "") if column == "HECOS" else row.get(column, "") for column in columns]
        )
    return text.getvalue()


def course(number: int, subject: str) -> dict[str, dict[str, str]]:
    """Return a made-up row of each table for a made-up course of a subject group."""
    key = {
        "PUBUKPRN": f"1{number // 100:07}",
        "UKPRN": f"1{number // 100:07}",
        "KISCOURSEID": f"K{number:06}",
        "KISMODE": "01",
    }
    link = f"https://www.example.org/study/undergraduate/courses/course-number-{number}/"
    rows: dict[str, dict[str, str]] = {name: dict(key) for name in HEADERS}
    for name, prefix in {"EMPLOYMENT": "EMP", "GOSALARY": "GOSAL", "LEO3": "LEO3", "LEO5": "LEO5", "CONTINUATION": "CONT", "ENTRY": "ENT", "NSS": "NSS"}.items():  # fmt: skip
        rows[name] |= {
            f"{prefix}POP": "25",
            f"{prefix}AGG": "13",
            f"{prefix}AGGYEAR": "2021-22",
            f"{prefix}SBJ": subject,
        }
    rows["EMPLOYMENT"] |= {"WORKSTUDY": "90", "WORK": "75", "BOTH": "10"}
    rows["GOSALARY"] |= {"GOINSTLQ": "20000", "GOINSTMED": "23500", "GOINSTUQ": "28000"}
    rows["LEO3"] |= {"LEO3INSTLQ": "15000", "LEO3INSTMED": "20000", "LEO3INSTUQ": "25000"}
    rows["LEO5"] |= {"LEO5INSTLQ": "18000", "LEO5INSTMED": "24000", "LEO5INSTUQ": "30000"}
    rows["CONTINUATION"] |= {"UCONT": "85", "UGAINED": "5"}
    rows["ENTRY"] |= {"ALEVEL": "70", "OTHERHE": "10", "DEGREE": "0"}
    rows["NSS"] |= {f"Q{n}": "80" for n in range(1, 27)} | {f"T{n}": "82" for n in range(1, 8)}
    rows["KISCOURSE"] |= {"TITLE": f"Course {number}", "KISAIMCODE": "000"} | dict.fromkeys(("CRSEURL", "ASSURL", "CRSECSTURL", "EMPLOYURL", "LTURL", "SUPPORTURL"), link)  # fmt: skip
    rows["SBJ"] |= {"SBJ": subject}
    return rows


def discover_uni_zip(path: Path, courses: int, one_of_ours_in: int = 60) -> Path:
    """Write a zip such as Discover Uni publishes, with that many made-up courses, one in so many of music."""
    made = [
        course(number, "CAH25-02-02" if number % one_of_ours_in == 0 else "CAH17-01-04")
        for number in range(courses)
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as folded:
        for name in HEADERS:
            rows = (rows[name] for rows in made)
            if name == "KISAIM":
                rows = iter([{"KISAIMCODE": "000", "KISAIMLABEL": "BA"}])
            if name == "INSTITUTION":
                rows = (
                    {**rows[name], "LEGAL_NAME": f"University {rows[name]['UKPRN']}"} for rows in made[::100]
                )
            member = zipfile.ZipInfo(f"data/{name}.csv", (2025, 7, 11, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            folded.writestr(member, table(name, rows))
    return path
