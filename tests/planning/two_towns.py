"""Two towns and two tasks: an instance whose best plan, under any one rule, is worked out in a line.

Storby has 400,000 contacts about G3 and may sell. Lilleby has 100,000 about G3 and 100,000 about G5.
Both tasks count whole in the pooled volume, and nothing costs anything but the centres:

| pooled volume | 100,000 | 200,000 | 400,000 | 500,000 | 600,000 |
| --- | --- | --- | --- | --- | --- |
| million kr. | 5.0 | 9.0 | 16.0 | 19.0 | 21.6 |

So Lilleby buys both tasks: 21.6. If only one may leave it costs 19.0 + 5.0 = 24.0; if none may, 25.0.
The virtual centre Region is there for the structure `one`, and costs as any other centre.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from optimiser.data.instance import Instance
from optimiser.data.read import read

BUYS_BOTH, BUYS_ONE, BUYS_NONE = 21.6e6, 24.0e6, 25.0e6

SETTINGS = """\
schema_version = 1
name = "two-towns"
year = 2014
price_level = 2014
[economy]
today_unit_cost_kr = 50
discount_rate = 0
horizon_years = 10
net_hours_per_fte = 1500
agent_cost_kr = 400000
[policy]
max_entry_points = 2
"""

TABLES = {
    "municipalities": """\
code,name,region,population,candidate_host
1,Storby,East,80000,true
2,Lilleby,East,40000,false
""",
    "tasks": """\
task,level,authority,handling_minutes,pooling_weight,national_contacts
G3,3,false,6,1,500000
G5,5,false,6,1,100000
""",
    "volumes": """\
municipality,task,contacts
1,G3,400000
2,G3,100000
2,G5,100000
""",
    "centres": """\
centre,kind,seat
Storby,local,1
Lilleby,local,2
Region,virtual,
""",
    "structures": """\
structure,municipality,group
one,1,Region
one,2,Region
""",
    "cost_curve": """\
volume,unit_cost_kr
100000,50
200000,45
400000,40
500000,38
600000,36
""",
    "legal": """\
rule,forms,levels,cap_kr,citation,active
authority-stays-home,purchased regional external,,,an act,true
""",
}


def two_towns(*overrides: str, more: str = "", **tables: str) -> Instance:
    """The instance with entries changed as by `--set`, `more` settings, and tables written anew."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "two-towns"
        folder.mkdir()
        (folder / "instance.toml").write_text(SETTINGS + more, encoding="utf-8")
        for name, text in (TABLES | tables).items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return read(folder, overrides=overrides)
