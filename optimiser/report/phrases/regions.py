"""Sentences on regions that are drawn."""

from collections.abc import Mapping

from optimiser.data.settings import Language

REGIONS: Mapping[str, Mapping[Language, str]] = {
    "regions legend": {
        "da": "Mio. kr. om året. Mindst: ingen tegning, der opfylder reglerne, koster mindre. Afstand: så meget billigere kan en tegning højst være. Mere: end den bedste med så mange grupper. Skilles: nabopar i hver sin gruppe. Bliver: kommuner i regionen af i dag.",
        "en": "Million kr. a year. At least: no drawing that obeys the rules costs less. Gap: a drawing can be cheaper by so much at most. More: than the best of as many groups. Parted: pairs of neighbours in different groups. Stay: municipalities in their region of today.",
    },
    "regions page legend": {
        "da": "Ingen koster mindre: det er bevist for hver tegning med så mange grupper, der opfylder kravene. Afstand: så meget billigere kan en tegning højst være. Mere end bedste: end den bedste fundne med så mange grupper. Nabopar, der skilles: de er i hver sin gruppe. Bliver i regionen: kommuner, der bliver i regionen af i dag.",
        "en": "None costs less: proven of every drawing of as many groups that obeys the demands. Gap: a drawing can be cheaper by so much at most. Above best: than the best found of as many groups. Neighbours parted: pairs in different groups. Stay in region: municipalities that stay in their region of today.",
    },
    "one group": {"da": "{number} gruppe", "en": "{number} group"},
    "several groups": {"da": "{number} grupper", "en": "{number} groups"},
    "regions group": {
        "da": "{group} ({people} indbyggere): {members}",
        "en": "{group} ({people} inhabitants): {members}",
    },
    "regions groups of": {"da": "{drawing} ({groups}):", "en": "{drawing} ({groups}):"},
    "regions answer": {
        "da": "Tegnet i {groups} koster {municipalities} tilsammen {cost} om året, {gain} mindre end i dag.",
        "en": "Drawn in {groups}, {municipalities} cost {cost} a year together, {gain} less than today.",
    },
    "regions answer dearer": {
        "da": "Tegnet i {groups} koster {municipalities} tilsammen {cost} om året, {gain} mere end i dag.",
        "en": "Drawn in {groups}, {municipalities} cost {cost} a year together, {gain} more than today.",
    },
    "regions several answer": {
        "da": "Den billigste tegning, der blev fundet, har {groups}: {municipalities} koster tilsammen {cost} om året, {gain} mindre end i dag.",
        "en": "The cheapest drawing found has {groups}: {municipalities} cost {cost} a year together, {gain} less than today.",
    },
    "regions several answer dearer": {
        "da": "Den billigste tegning, der blev fundet, har {groups}: {municipalities} koster tilsammen {cost} om året, {gain} mere end i dag.",
        "en": "The cheapest drawing found has {groups}: {municipalities} cost {cost} a year together, {gain} more than today.",
    },
    "regions of number": {"da": "{cost} med {number}", "en": "{cost} with {number}"},
    "regions by number": {
        "da": "De bedste fundne tegninger koster, mio. kr. om året efter antal grupper: {costs}.",
        "en": "The best drawings found cost, in million kr. a year by number of groups: {costs}.",
    },
    "regions proven best": {
        "da": "Bevist: Ingen tegning med så mange grupper er billigere.",
        "en": "Proven: no drawing of as many groups is cheaper.",
    },
    "regions proven within": {
        "da": "Bevist: Ingen tegning med så mange grupper er mere end {kr} ({gap}) billigere.",
        "en": "Proven: no drawing of as many groups is more than {kr} ({gap}) cheaper.",
    },
    "regions no proof": {
        "da": "Hvor meget billigere en anden tegning kan være, er ikke bevist.",
        "en": "How much cheaper another drawing may be is not proven.",
    },
    "regions no proof of": {
        "da": "Med {numbers} grupper er intet bevist.",
        "en": "With {numbers} groups nothing is proven.",
    },
    "regions number indifferent": {
        "da": "Hvor mange grupper der er, ændrer ikke udgiften i de fundne tegninger.",
        "en": "How many groups there are does not change the cost of the drawings found.",
    },
    "regions number costs": {
        "da": "{many} koster {kr} ({share}) mere end {few} i de fundne tegninger; mindst {least} af det er bevist.",
        "en": "It costs {kr} ({share}) more to have {many} than {few} in the drawings found; at least {least} of that is proven.",
    },
    "regions number may cost": {
        "da": "{many} koster {kr} ({share}) mere end {few} i de fundne tegninger; at den bedste tegning koster mere, er ikke bevist.",
        "en": "It costs {kr} ({share}) more to have {many} than {few} in the drawings found; that the best costs more at all is not proven.",
    },
    "regions none possible": {
        "da": "Ingen tegning med så mange grupper opfylder kravene og har en lovlig plan: {numbers}. Bevist.",
        "en": "No drawing of so many groups obeys the demands and has a lawful plan: {numbers}. Proven.",
    },
    "regions none found": {
        "da": "Ingen tegning med en plan blev fundet med så mange grupper: {numbers}. Det er ikke bevist, at der ingen er.",
        "en": "No drawing with a plan was found of so many groups: {numbers}. It is not proven that there is none.",
    },
    "regions beside": {
        "da": "{name} ({groups}): {cost} om året.",
        "en": "{name} ({groups}): {cost} a year.",
    },
    "regions beside none": {
        "da": "Uden fælles centre: {cost} om året.",
        "en": "With no shared centre: {cost} a year.",
    },
    "regions saves": {
        "da": "Den fundne tegning med {groups} sparer {kr}; intet er bevist.",
        "en": "The drawing found in {groups} saves {kr}; nothing is proven.",
    },
    "regions saves nothing": {
        "da": "Den fundne tegning med {groups} koster det samme; ingen sparer mere end {most}.",
        "en": "The drawing found in {groups} costs the same; none saves more than {most}.",
    },
    "regions saves between": {
        "da": "Den bedste tegning med {groups} sparer fra {least} til {most}, den fundne {kr}.",
        "en": "The best drawing in {groups} saves from {least} to {most}, the one found {kr}.",
    },
    "regions saves least": {
        "da": "Den bedste tegning med {groups} sparer mindst {least}, den fundne {kr}.",
        "en": "The best drawing in {groups} saves at least {least}, the one found {kr}.",
    },
    "regions saves at most": {
        "da": "Den bedste tegning med {groups} sparer højst {most}, den fundne {kr}; at nogen sparer noget, er ikke bevist.",
        "en": "The best drawing in {groups} saves at most {most}, the one found {kr}; that any saves something is not proven.",
    },
    "regions beside cheaper of other number": {
        "da": "Det er {kr} mindre end den bedste fundne tegning med {groups}; den har et andet antal.",
        "en": "That is {kr} less than the best drawing found in {groups}; it has another number of them.",
    },
    "regions beside cheaper": {
        "da": "Det er {kr} mindre end den bedste fundne tegning med {groups}; den behøver ikke at opfylde kravene, og dens centre kan være andre.",
        "en": "That is {kr} less than the best drawing found in {groups}; it need not obey the demands, and its centres may be others.",
    },
    "regions near none": {
        "da": "{groups}: Ingen anden tegning blev fundet, der koster højst {share} mere end den bedste.",
        "en": "{groups}: no other drawing was found that costs at most {share} more than the best.",
    },
    "regions near one": {
        "da": "{groups}: Én tegning mere blev fundet, der koster højst {share} mere end den bedste. I begge er {always} af {all} kommuner i samme gruppe.",
        "en": "{groups}: one more drawing was found that costs at most {share} more than the best. In both {always} of {all} municipalities are in the same group.",
    },
    "regions near": {
        "da": "{groups}: {count} tegninger mere blev fundet, der koster højst {share} mere end den bedste. I dem alle er {always} af {all} kommuner i samme gruppe.",
        "en": "{groups}: {count} more drawings were found that cost at most {share} more than the best. In all of them {always} of {all} municipalities are in the same group.",
    },
    "regions open": {
        "da": "Åbne for forhandling er {count}: {names}.",
        "en": "Open to negotiation are {count}: {names}.",
    },
    "regions open name": {"da": "{name} (i {groups} grupper)", "en": "{name} (in {groups} groups)"},
    "regions settled of number": {"da": "{always} med {number}", "en": "{always} with {number}"},
    "regions settled": {
        "da": "I alle fundne tegninger, der koster højst {share} mere end den bedste, er så mange af {all} kommuner altid i samme gruppe, efter antal grupper: {numbers}. Resten er åbne for forhandling.",
        "en": "In all drawings found that cost at most {share} more than the best, so many of {all} municipalities are always in the same group, by number of groups: {numbers}. The rest are open to negotiation.",
    },
    "regions compact": {
        "da": "Af dem alle skiller {drawing} færrest nabopar: {this}, den bedste {best}. {costs}",
        "en": "Of them all {drawing} parts fewest pairs of neighbours: {this}, the best {best}. {costs}",
    },
    "regions todays": {
        "da": "Af dem alle lader {drawing} flest blive i regionen af i dag: {this} af {all} kommuner, den bedste {best}. {costs}",
        "en": "Of them all {drawing} leaves most in their region of today: {this} of {all} municipalities, the best {best}. {costs}",
    },
    "regions compact itself": {
        "da": "Af dem alle skiller den bedste selv færrest nabopar: {this}.",
        "en": "Of them all the best itself parts fewest pairs of neighbours: {this}.",
    },
    "regions todays itself": {
        "da": "Af dem alle lader den bedste selv flest blive i regionen af i dag: {this} af {all} kommuner.",
        "en": "Of them all the best itself leaves most in their region of today: {this} of {all} municipalities.",
    },
    "regions aim proven": {
        "da": "Bevist: Ingen tegning med så mange grupper gør det bedre.",
        "en": "Proven: no drawing of as many groups does better.",
    },
    "regions above": {"da": "Den koster {kr} mere.", "en": "It costs {kr} more."},
    "regions above nothing": {"da": "Den koster det samme.", "en": "It costs the same."},
    "regions below": {"da": "Den koster {kr} mindre.", "en": "It costs {kr} less."},
    "regions kind near": {"da": "koster næsten det samme", "en": "costs nearly the same"},
    "regions aim compact": {"da": "skiller færrest naboer", "en": "parts fewest neighbours"},
    "regions aim todays": {"da": "lader flest blive i regionen", "en": "leaves most in their region"},
    "regions binds": {
        "da": "{groups}: Disse krav koster noget, bevist: {rules}.",
        "en": "{groups}: these demands cost something, proven: {rules}.",
    },
    "regions may bind": {
        "da": "{groups}: Disse krav kan koste noget; det er ikke bevist: {rules}.",
        "en": "{groups}: these demands may cost something; that is not proven: {rules}.",
    },
    "regions binds not": {
        "da": "{groups}: Disse krav koster intet, bevist: {rules}.",
        "en": "{groups}: these demands cost nothing, proven: {rules}.",
    },
    "regions binds none possible": {
        "da": "{groups}: Hvad antallet koster i forhold til {others}, kan ikke siges: ingen tegning med så mange opfylder kravene og har en lovlig plan. Bevist.",
        "en": "{groups}: what their number costs beside {others} cannot be told: no drawing of so many obeys the demands and has a lawful plan. Proven.",
    },
    "regions binds no other": {
        "da": "{groups}: Hvad antallet koster i forhold til {others}, siges ikke: ingen tegning med så mange blev fundet.",
        "en": "{groups}: what their number costs beside {others} is not told: no drawing of so many was found.",
    },
    "regions rule between": {"da": "{rule} (fra {least} til {most})", "en": "{rule} (from {least} to {most})"},
    "regions rule least": {"da": "{rule} (mindst {least})", "en": "{rule} (at least {least})"},
    "regions rule most": {"da": "{rule} (højst {most})", "en": "{rule} (at most {most})"},
    "regions population between": {
        "da": "{low} til {high} indbyggere i hver gruppe",
        "en": "{low} to {high} inhabitants in each group",
    },
    "regions population least": {
        "da": "mindst {low} indbyggere i hver gruppe",
        "en": "at least {low} inhabitants in each group",
    },
    "regions population most": {
        "da": "højst {high} indbyggere i hver gruppe",
        "en": "at most {high} inhabitants in each group",
    },
    "regions contacts between": {
        "da": "{low} til {high} henvendelser om året i hver gruppe",
        "en": "{low} to {high} contacts a year in each group",
    },
    "regions contacts least": {
        "da": "mindst {low} henvendelser om året i hver gruppe",
        "en": "at least {low} contacts a year in each group",
    },
    "regions contacts most": {
        "da": "højst {high} henvendelser om året i hver gruppe",
        "en": "at most {high} contacts a year in each group",
    },
    "regions volume between": {
        "da": "{low} til {high} puljede henvendelser om året i hver gruppe",
        "en": "{low} to {high} pooled contacts a year in each group",
    },
    "regions volume least": {
        "da": "mindst {low} puljede henvendelser om året i hver gruppe",
        "en": "at least {low} pooled contacts a year in each group",
    },
    "regions volume most": {
        "da": "højst {high} puljede henvendelser om året i hver gruppe",
        "en": "at most {high} pooled contacts a year in each group",
    },
    "regions rule together": {"da": "{names} sammen", "en": "{names} together"},
    "regions rule apart": {"da": "{names} hver for sig", "en": "{names} apart"},
    "regions rule contiguous": {"da": "at hver gruppe hænger sammen", "en": "that each group hangs together"},
    "regions rule everyone": {"da": "at alle er i en gruppe", "en": "that everybody is in a group"},
    "regions rule groups": {
        "da": "antallet af grupper, i forhold til {about}",
        "en": "the number of groups, beside {about}",
    },
    "regions note cost": {
        "da": "En tegning koster det, den bedste fundne plan under den koster.",
        "en": "What a drawing costs is what the best plan found under it costs.",
    },
    "regions note settled": {
        "da": "Altid i samme gruppe: i alle tegninger, der blev fundet. En anden, der koster lige så lidt, kan skille dem.",
        "en": "Always in the same group: in all drawings that were found. Another that costs as little may part them.",
    },
    "regions note anchor": {
        "da": "Midtpunktet er det medlem, som de andre har kortest til: et bud på, hvor centret kan ligge. Det koster intet i modellen.",
        "en": "The middle is the member that the others have least far to: a proposal where the centre may lie. It costs nothing in the model.",
    },
    "regions page subject": {"da": "Tegnede regioner", "en": "Regions drawn"},
    "regions page drawings": {"da": "Tegninger og strukturer", "en": "Drawings and structures"},
    "regions page maps": {"da": "Kort over tegningerne", "en": "Maps of the drawings"},
    "regions page near": {"da": "Næsten lige gode tegninger", "en": "Drawings nearly as good"},
    "regions page groups": {"da": "Grupperne", "en": "The groups"},
    "regions page settled": {"da": "Hvem der altid er sammen", "en": "Who is always together"},
    "regions page binding": {"da": "Hvad kravene koster", "en": "What the demands cost"},
    "regions page asked": {"da": "Krævet af hver tegning: {rules}.", "en": "Asked of every drawing: {rules}."},
    "regions page nothing asked": {"da": "Intet kræves af tegningerne.", "en": "Nothing is asked of the drawings."},
    "regions page cost": {"da": "Koster om året", "en": "Costs a year"},
    "regions page gain": {"da": "Mindre end i dag om året", "en": "Less than today a year"},
    "regions page dearer": {"da": "Mere end i dag om året", "en": "More than today a year"},
    "regions page of today": {"da": "{share} af udgiften i dag", "en": "{share} of today's cost"},
    "regions page cheaper": {"da": "En anden kan højst spare", "en": "Another can save at most"},
    "regions page gap": {"da": "afstand {gap}", "en": "gap {gap}"},
    "regions page always": {"da": "Altid i samme gruppe", "en": "Always in the same group"},
    "regions page of all": {"da": "{count} af {all}", "en": "{count} of {all}"},
    "regions page in drawings": {"da": "i {count} tegninger med {groups}", "en": "in {count} drawings of {groups}"},
    "regions page how proven": {
        "da": "At ingen tegning koster mindre, er bevist af løseren: Hver tegning, der opfylder kravene, ligger i en af de dele, der er undersøgt, og ingen af dem koster mindre end grænsen. Hvad en struktur koster, er dens egen plan; grænsen gælder den ikke, hvor den ikke opfylder kravene.",
        "en": "That no drawing costs less is proven by the solver: every drawing that obeys the demands lies in one of the parts that were looked into, and none of them costs less than the bound. What a structure costs is its own plan; the bound does not hold for it where it does not obey the demands.",
    },
    "regions chart": {"da": "Udgiften efter antal grupper", "en": "The cost by number of groups"},
    "regions chart described": {
        "da": "For hvert antal grupper udgiften i den bedste fundne tegning og den grænse, ingen tegning koster mindre end; ved siden af strukturer, der var der i forvejen.",
        "en": "For each number of groups the cost of the best drawing found and the bound that no drawing costs less than; beside them structures that were there before.",
    },
    "regions chart across": {"da": "grupper", "en": "groups"},
    "regions chart up": {"da": "mio. kr. om året", "en": "million kr. a year"},
    "regions chart drawn": {"da": "bedste fundne tegning", "en": "best drawing found"},
    "regions chart bound": {"da": "ingen koster mindre", "en": "none costs less"},
    "regions chart named": {"da": "strukturer", "en": "structures"},
    "regions chart told": {"da": "{name}: {cost} om året", "en": "{name}: {cost} a year"},
    "regions chart bound told": {
        "da": "{groups}: ingen tegning koster mindre end {bound}",
        "en": "{groups}: no drawing costs less than {bound}",
    },
    "regions chart note": {
        "da": "Skalaen begynder ikke ved nul.",
        "en": "The scale does not begin at zero.",
    },
    "regions map title": {"da": "{drawing}: grupperne", "en": "{drawing}: the groups"},
    "regions map described": {
        "da": "Kort over kommunerne, farvet efter gruppe; gruppens midtpunkt har tyk kant og fedt bogstav.",
        "en": "Map of the municipalities, coloured by group; the group's middle has a thick edge and a bold letter.",
    },
    "regions map aim": {"da": "{groups}, {aim}", "en": "{groups}, {aim}"},
    "regions map cost": {"da": "{cost} om året", "en": "{cost} a year"},
    "regions map open": {
        "da": "Lys farve og lille bogstav: åben for forhandling, i en anden gruppe i en tegning, der koster næsten det samme. Samme bogstav på to kort: de to grupper har mest til fælles.",
        "en": "Pale with a small letter: open to negotiation, in another group of a drawing that costs nearly the same. The same letter on two maps: the two groups have most in common.",
    },
    "regions map group": {"da": "{members}, {people} mio. borgere", "en": "{members}, {people} million people"},
    "regions hover": {
        "da": "{name} ({region})\n{group}: {people} indbyggere i {members}",
        "en": "{name} ({region})\n{group}: {people} inhabitants in {members}",
    },
    "regions hover open": {
        "da": "Åben: i {groups} forskellige grupper i de fundne tegninger",
        "en": "Open: in {groups} different groups of the drawings found",
    },
    "regions hover settled": {
        "da": "Altid i denne gruppe i de fundne tegninger",
        "en": "Always in this group in the drawings found",
    },
    "regions hover none": {"da": "{name} ({region})\nI ingen gruppe", "en": "{name} ({region})\nIn no group"},
    "regions term drawing": {"da": "tegning", "en": "drawing"},
    "regions what a drawing is": {
        "da": "hvilke kommuner der er i gruppe og må bruge gruppens fælles center",
        "en": "which municipalities form groups and may use the centre that their group shares",
    },
    "regions term open": {"da": "åben for forhandling", "en": "open to negotiation"},
    "regions what open is": {
        "da": "i forskellige grupper i tegninger, der koster næsten det samme; grupperne er parret med den bedste tegnings, så færrest flytter",
        "en": "in different groups of drawings that cost nearly the same; their groups are matched with those of the best so that fewest move",
    },
    "regions term parted": {"da": "nabopar, der skilles", "en": "neighbours parted"},
    "regions what parted is": {
        "da": "par af kommuner, der grænser op til hinanden eller har bro eller færge, i hver sin gruppe; jo færre, jo mere samlet er tegningen",
        "en": "pairs of municipalities with a common border, bridge or ferry in different groups; the fewer, the more compact the drawing",
    },
    # ---- what the command says as it goes ------------------------------------------------------
    "regions header": {
        "da": "{name}: {municipalities} kommuner, {tasks} opgaver; {cases} spørgsmål, {workers} ad gangen",
        "en": "{name}: {municipalities} municipalities, {tasks} tasks; {cases} questions, {workers} at a time",
    },
    "drawing case drawn": {
        "da": "{cost}  afstand {gap}  løsninger: {solves}",
        "en": "{cost}  gap {gap}  solves: {solves}",
    },
    "drawing case none": {"da": "findes ikke: det er bevist", "en": "cannot be: that is proven"},
    "drawing case open": {"da": "ingen fundet", "en": "none found"},
    "drawing case solved": {"da": "{cost}  afstand {gap}", "en": "{cost}  gap {gap}"},
    "drawing case near": {"da": "fundet: {number}", "en": "found: {number}"},
    "drawing case binding": {"da": "krav: {number}", "en": "demands: {number}"},
    "drawing case kept": {"da": "i forvejen", "en": "already there"},
    "regions folder": {
        "da": "Rapporten er {folder}/report.html. {folder}/instance er datasættet med tegningerne som strukturer, og hver har sin kørsel i {folder}/runs.",
        "en": "The report is {folder}/report.html. {folder}/instance is the instance with the drawings as structures, and each has its run in {folder}/runs.",
    },
}
