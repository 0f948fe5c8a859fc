"""Codes of languages, countries and currencies, and roles of Media RSS."""

from __future__ import annotations

from feedkit.checks.feeds._words import words

# ISO 639-1, with `x` for private and `i` for old registered codes (BCP 47 §2.2).
LANGUAGES = frozenset(
    words(
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
        "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it "
        "iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo "
        "mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh "
        "si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo x "
        "xh xx yi yo za zh zu"
    )
)
# ISO 3166-1, with codes that are no more.
COUNTRIES = frozenset(
    words(
        "AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
        "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CS CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
        "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS "
        "IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM "
        "MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS "
        "PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK "
        "TL TM TN TO TP TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT YU ZA ZM ZW"
    )
)
# ISO 4217, with codes that are no more.
CURRENCIES = frozenset(
    words(
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZM AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BYR "
        "BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CSD CUC CUP CVE CYP CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR "
        "FJD FKP GBP GEL GHC GHS GIP GMD GNF GTQ GWP GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
        "KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MTL MUR "
        "MVR MWK MXN MXV MYR MZM MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR ROL RON RSD RUB RWF "
        "SAR SBD SCR SDD SDG SEK SGD SHP SIT SKK SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMM TMT TND TOP TRL "
        "TRY TTD TWD TZS UAH UGX USD USN USS UYU UZS VEB VED VEF VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG "
        "XDR XFO XFU XOF XPD XPF XPT XTS XXX YER ZAR ZMK ZMW ZWD ZWL"
    )
)
# The roles of the European Broadcasting Union that Media RSS names.
ROLES = frozenset(
    each.strip()
    for each in [
        "actor",
        " adaptor",
        " anchor person",
        " animal trainer",
        " animator",
        " announcer",
        " armourer",
        " art director",
        " artist",
        " artist/performer",
        " assistant camera",
        " assistant chief lighting technician",
        " assistant director",
        " assistant producer",
        " assistant visual editor",
        " author",
        " broadcast assistant",
        " broadcast journalist",
        " camera operator",
        " carpenter",
        " casting",
        " causeur",
        " chief lighting technician",
        " choir",
        " choreographer",
        " clapper loader",
        " commentary or commentator",
        " commissioning broadcaster",
        " composer",
        " computer programmer",
        " conductor",
        " consultant",
        " continuity checker",
        " correspondent",
        " costume designer",
        " dancer",
        " dialogue coach",
        " director",
        " director of photography",
        " distribution company",
        " draughtsman",
        " dresser",
        " dubber",
        " editor",
        " editor/producer",
        " ensemble",
        " executive producer",
        " expert",
        " fight director",
        " floor manager",
        " focus puller",
        " foley artist",
        " foley editor",
        " foley mixer",
        " graphic assistant",
        " graphic designer",
        " greensman",
        " grip",
        " hairdresser",
        " illustrator",
        " interviewed guest",
        " interviewer",
        " key character",
        " key grip",
        " key talents",
        " leadman",
        " librettist",
        " lighting director",
        " lighting technician",
        " location manager",
        " lyricist",
        " make up artist",
        " manufacturer",
        " matte artist",
        " music arranger",
        " music group",
        " musician",
        " news reader",
        " orchestra",
        " participant",
        " performer",
        " photographer",
        " post",
        " producer",
        " production assistant",
        " production company",
        " production department",
        " production manager",
        " production secretary",
        " programme production researcher",
        " programme proposal",
        " property manager",
        " publishing company",
        " puppeteer",
        " pyrotechnician",
        " reporter",
        " rigger",
        " runner",
        " scenario",
        " scenic operative",
        " script supervisor",
        " second assistant camera",
        " second assistant director",
        " second unit director",
        " set designer",
        " set dresser",
        " sign language",
        " singer",
        " sound designer",
        " sound mixer",
        " sound recordist",
        " special effects",
        " stunts",
        " subtitles",
        " technical director",
        " term",
        " translation",
        " transportation manager",
        " treatment",
        " treatment proposal",
        " treatment/programme proposal",
        " vision mixer",
        " visual editor",
        " visual effects",
        " wardrobe",
        " witness",
    ]
)
