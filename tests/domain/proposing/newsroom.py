"""Articles of several kinds, about places and people that don't exist, with every figure that they hold."""

from typing import Final, NamedTuple


class Told(NamedTuple):
    """A figure that an article holds."""

    speaker: str
    figures: tuple[str, ...]  # in words, as the desk shows them
    via: tuple[str, ...] = ()


class Piece(NamedTuple):
    """An article with what it holds."""

    kind: str
    text: str
    told: tuple[Told, ...]


PIECES: Final = (
    Piece(
        "press release",
        """Harbour Ministry opens new ferry pier

The Harbour Ministry today opened a pier that will handle 4,500 passengers a day.

“We have built 12 berths and created 300 jobs,” said Ada Quill, Minister for Harbours. “The pier cost
€40 million.”

According to the ministry, at least 60 ships have called already.

Note to editors: call 555-0142.""",
        (
            Told("Coast Daily", ("4,500 passengers",)),
            Told(
                "Ada Quill, Minister for Harbours", ("12 berths built", "300 jobs created", "40 million EUR")
            ),
            Told("Harbour Ministry", ("at least 60 ships called",)),
        ),
    ),
    Piece(
        "wire report of an attack",
        """PORT KESSEL (Wire) — Gunmen killed at least 14 soldiers at a barracks in eastern Brant on Tuesday,
an army spokesman said.

Colonel Ivo Tamm said another 30 soldiers had been wounded. “Two attackers were captured,” he added.

The Brant Monitor, a watchdog based in Kessel, quoted a medic as saying that 19 bodies had been counted.
The rebels denied that they had lost any fighters.

More than 2,000 people have been killed since the war began in 2011.""",
        (
            Told("an army spokesman", ("at least 14 soldiers killed",)),
            Told("Colonel Ivo Tamm", ("30 more soldiers injured",)),
            Told("Colonel Ivo Tamm", ("2 attackers captured",)),
            Told("a medic", ("19 bodies killed",), ("Brant Monitor",)),
            Told("Coast Daily", ("more than 2,000 people killed",)),
        ),
    ),
    Piece(
        "local paper",
        """A barn burned down on Mill Lane on Wednesday night, killing 40 sheep.

Farmer Jo Brant, 61, said she had lost hay worth $12,000. “Everything went in twenty minutes,” she said.

Fire chief Ian Holm said 25 firefighters and six engines were sent. Nobody was hurt, he said.

Neighbours told the Kessel Herald they heard two explosions.""",
        (
            Told("Coast Daily", ("40 sheep killed",)),
            Told("Farmer Jo Brant", ("12,000 USD",)),
            Told("Farmer Jo Brant", ("20 minutes",)),
            Told("Fire chief Ian Holm", ("25 firefighters sent", "6 engines sent")),
            Told("Fire chief Ian Holm", ("0 injured",)),
            Told("neighbours", ("2 explosions",), ("Kessel Herald",)),
        ),
    ),
    Piece(
        "court report",
        """A treasurer of the Pilots’ Union stole more than £250,000, Kessel Crown Court heard on Monday.

Prosecutor Una Vale told the court that Neil Tamm made 47 transfers to his own account. Tamm, 52, denies
14 counts of fraud.

His lawyer said the union owed him £90,000.

Judge Rhea Dorn said the trial would last up to three weeks.""",
        (
            Told("Kessel Crown Court", ("more than 250,000 GBP",)),
            Told("Prosecutor Una Vale", ("47 transfers",)),
            Told("Neil Tamm", ("14 counts",)),
            Told("his lawyer", ("90,000 GBP",)),
            Told("Judge Rhea Dorn", ("at most 3 weeks",)),
        ),
    ),
    Piece(
        "company results",
        """Quillon Inc. reported a profit of $12.4 million on Thursday, up from $10.1 million a year earlier.

Chief executive Mara Dunn said the maker of anchors sold 1.2 million units. “We will cut 300 jobs in Brant,”
she said.

Analysts at Holm Bank expect revenue of $90 million.

The company said it employs about 4,000 people.""",
        (
            Told("Quillon Inc.", ("12.4 million USD", "10.1 million USD")),
            Told("chief executive Mara Dunn", ("1.2 million units sold",)),
            Told("chief executive Mara Dunn", ("300 jobs cut",)),
            Told("analysts at Holm Bank", ("90 million USD",)),
            Told("Quillon Inc.", ("about 4,000 people employed",)),
        ),
    ),
    Piece(
        "protest",
        """Thousands of people marched through Kessel on Saturday against the new harbour tax.

Police put the number of marchers at 8,000. Organisers said 25,000 people took part.

The interior ministry said 43 people were arrested and five officers injured. “Ten vans were burned,” a
ministry spokeswoman, Lena Moss, told Radio Nine.

The Seafarers’ Union said none of its members were among those arrested.

A march last year drew 3,000 people.""",
        (
            Told("Coast Daily", ("thousands of people marched",)),
            Told("police", ("8,000 marchers",)),
            Told("organisers", ("25,000 people took part",)),
            Told("the interior ministry", ("43 people arrested", "5 officers injured")),
            Told("Lena Moss, a ministry spokeswoman", ("10 vans destroyed",), ("Radio Nine",)),
            Told("Seafarers’ Union", ("0 members arrested",)),
            Told("Coast Daily", ("3,000 people drawn",)),
        ),
    ),
    Piece(
        "storm",
        """Cyclone Odo killed 31 people in Brant and left 120 missing, officials said on Sunday.

The death toll could rise, according to Piet Lund, head of the Civil Defence Agency, who said 18,000 people
were in shelters.

“We counted 700 destroyed homes in one district alone,” said a rescue worker who asked not to be named.

Winds reached 180 kilometres per hour, the weather service said.

The Red Anchor, a charity, said between 40,000 and 50,000 people need water. It has sent 12 trucks.

In 1998 a cyclone killed 400 people in the same valley.""",
        (
            Told("officials", ("31 people killed", "120 people missing")),
            Told("Piet Lund, head of the Civil Defence Agency", ("18,000 people",)),
            Told("a rescue worker", ("700 homes destroyed",)),
            Told("the weather service", ("180 kilometers an hour",)),
            Told("Red Anchor", ("40,000 to 50,000 people",)),
            Told("Coast Daily", ("12 trucks sent",)),
            Told("Coast Daily", ("400 people killed",)),
        ),
    ),
    Piece(
        "epidemic",
        """The number of cholera cases in Brant has risen to 1,340, the Health Ministry said on Friday.

It said 52 patients had died since March.

Doctors Abroad, an aid group, disputed the figures. Its coordinator, Dr. Sela Roth, said at least 90 people
had died in Kessel alone.

A nurse at the city hospital, speaking on condition of anonymity, said 15 children died last night.

The World Fever Fund says 60,000 doses of vaccine are on the way, the Brant News Agency reported.""",
        (
            Told("Health Ministry", ("1,340 cases infected",)),
            Told("Health Ministry", ("52 patients killed",)),
            Told("Dr. Sela Roth", ("at least 90 people killed",)),
            Told("a nurse at the city hospital", ("15 children killed",)),
            Told("World Fever Fund", ("60,000 doses",), ("Brant News Agency",)),
        ),
    ),
    Piece(
        "crash",
        """Seven people died when a bus left the road near Kessel early Monday, the state police reported.

Sgt. Omar Pell said the bus carried 34 passengers, including 11 children. Pell said the driver was not hurt.

Four of the injured are in critical condition, the hospital said.

“I saw three people lying on the road,” witness Ida Marsh told KCST-TV.

The bus company, Dorn Lines, did not say how many of its 200 buses lack seat belts.""",
        (
            Told("the state police", ("7 people killed",)),
            Told("Sgt. Omar Pell", ("34 passengers carried", "11 children carried")),
            Told("the hospital", ("4 seriously injured",)),
            Told("witness Ida Marsh", ("3 people lain",), ("KCST-TV",)),
            Told("Coast Daily", ("200 buses",)),
        ),
    ),
    Piece(
        "poll",
        """Support for Mayor Ada Quill has fallen to 38 percent, a poll by Holm Research showed on Tuesday.

The survey of 1,004 adults found that 51 percent would vote for her rival, Ivo Tamm.

Quill’s spokesman said: “We have seen polls that put us 6 points ahead.”""",
        (
            Told("Holm Research", ("38 percent",)),
            Told("Holm Research", ("51 percent",)),
            Told("Quill’s spokesman", ("6 points",)),
        ),
    ),
    Piece(
        "war of words",
        """Norland's defence minister accused Sudland on Wednesday of firing 20 rockets at the port of Kessel.

Sudland's army called the charge “a fairy tale” and said it had fired none.

“Eleven rockets hit the harbour and nine fell into the sea,” the state agency NNA quoted the minister, Olaf
Brand, as telling the Norland One channel.

A Western diplomat, who declined to be identified, put the number at no more than a dozen.""",
        (
            Told("Norland's defence minister", ("20 rockets fired",)),
            Told(
                "Olaf Brand, the minister",
                ("11 rockets hit", "9 rockets fallen"),
                ("Norland One channel", "the state agency NNA"),
            ),
            Told("a Western diplomat", ("at most 12",)),
        ),
    ),
    Piece(
        "sports crowd",
        """More than 60,000 spectators watched Kessel beat Brant 3-1 on Saturday.

The club said 400 fans had been turned away. Police made 12 arrests.""",
        (
            Told("Coast Daily", ("more than 60,000 spectators watched",)),
            Told("the club", ("400 fans",)),
            Told("Coast Daily", ("12 arrested",)),
        ),
    ),
)
