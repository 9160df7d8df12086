"""A tiny valid instance: three municipalities, four centres, two tasks; three lines of CSV a table."""

from pathlib import Path
from typing import Any

from optimiser.data.findings import Finding
from optimiser.data.read import check

SETTINGS = """\
schema_version = 1
name = "tiny"
year = 2014
price_level = 2014
structure = "one"
[economy]
today_unit_cost_kr = 50
discount_rate = 0.04
horizon_years = 10
net_hours_per_fte = 1400
agent_cost_kr = 450000
[policy]
max_entry_points = 3
"""

TABLES = {
    "municipalities": """\
code,name,region,population,candidate_host
1,Alfa,East,60000,true
2,Bøgby,East,20000,false
3,Cirkelø,West,10000,false
""",
    "tasks": """\
task,level,authority,handling_minutes,pooling_weight,national_contacts
guide,2,false,4,1,1200
ruling,8,true,12.5,0.5,300
""",
    "volumes": """\
municipality,task,contacts
1,guide,800
2,guide,300
3,guide,100
1,ruling,200.5
2,ruling,99.5
""",
    "centres": """\
centre,kind,seat,cost_factor,min_volume,max_volume
Alfa,local,1,1,0,
Bøgby,local,2,1,0,
North,virtual,,1.05,500,2000
South,virtual,,1.05,500,
""",
    "structures": """\
structure,municipality,group
one,1,North
one,2,North
free,1,North
free,1,South
""",
    "cost_curve": """\
volume,unit_cost_kr
100,50
1000,40
""",
    "legal": """\
rule,forms,levels,cap_kr,citation,active
authority-stays-home,purchased regional external,,,Some Act,true
purchase-cap,purchased,1-9,5000,Another Act,true
""",
    "investments": """\
item,basis,form,amount_kr,lifetime_years
opening,centre,regional,1000000,8
""",
    "task_costs": """\
form,task,extra_kr
purchased,guide,1.5
regional,guide,2
""",
}


class Folder:
    """A folder with the tiny instance, which a test changes before it is checked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        self.write("instance.toml", SETTINGS)
        for name, text in TABLES.items():
            self.write(f"{name}.csv", text)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file of the folder anew."""
        data = content.encode() if isinstance(content, str) else content
        (self.path / name).write_bytes(data)

    def append(self, name: str, line: str) -> None:
        """Add a line at the end of a file."""
        self.write(name, (self.path / name).read_text(encoding="utf-8") + line + "\n")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a text that stands in a file."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def findings(self, **changes: Any) -> list[Finding]:
        """All findings about the folder."""
        return check(self.path, **changes)[1]

    def finding(self, **changes: Any) -> Finding:
        """The only finding about the folder."""
        (finding,) = self.findings(**changes)
        return finding

    def sha256(self, **changes: Any) -> str:
        """The hash of the instance, which has no errors."""
        instance, findings = check(self.path, **changes)
        assert instance, findings
        return instance.sha256


def place(finding: Finding) -> tuple[str, int | None, str]:
    """Where a finding points to."""
    return finding.place, finding.row, finding.column
