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
# ISO 639-2, and of ISO 639-3 those that sites are known to be written in (Unicode CLDR).
LONG_LANGUAGES = frozenset(
    words(
        "aar abk ace ach ada ady aeb afa afh afr agq ain aka akk akz alb ale alg aln alt amh ami ang ann anp apa "
        "ara arb arc arg arm arn aro arp arq ars art arw ary arz asa ase asm ast ath atj aus ava ave avk awa aym "
        "azb aze azj bad bai bak bal bam ban baq bar bas bat bax bbc bbj bej bel bem ben ber bew bez bfd bfq bgc "
        "bgn bho bih bik bin bis bjn bkm bla blo blt bnt bod bos bpy bqi bra bre brh brx bss btk bua bug bul bum "
        "bur byn byv cad cai car cat cau cay cch ccp ceb cel ces cgg cha chb che chg chi chk chm chn cho chp chr "
        "chu chv chy cic ckb clc cmc cmn cop cor cos cpe cpf cpp cps cre crg crh crj crk crl crm crp crr crs csb "
        "csw cus cym cze dak dan dar dav day del den deu dgr din div dje doi dra dsb dtp dua dum dut dyo dyu dzg "
        "dzo ebu efi egl egy eka ell elx eng enm epo est esu eus ewe ewo ext fan fao fas fat fij fil fin fit fiu "
        "fon fra frc fre frm fro frp frr frs fry ful fur gaa gag gan gay gba gbz gem geo ger gez gil gla gle glg "
        "glk glv gmh goh gon gor got grb grc gre grn gsw guc guj gur guz gwi gws hai hak hat hau haw hax heb her "
        "hif hil him hin hit hmn hmo hnj hrv hsb hsn hun hup hur hye iba ibb ibo ice ido iii ijo ikt iku ile ilo "
        "ina inc ind ine inh ipk ira iro isl ita izh jam jav jbo jgo jmc jpn jpr jrb jut kaa kab kac kaj kal kam "
        "kan kar kas kat kau kaw kaz kbd kbl kcg kde kea ken kfo kgp kha khi khm kho khq khw kik kin kir kiu kkj "
        "kln kmb kmr koi kok kom kon kor kos kpe krc kri krj krl kro kru ksb ksf ksh kua kum kur kut kwk kxv lad "
        "lag lah lam lao lat lav lez lfn lij lil lim lin lit liv lkt lmo lol lou loz lrc lsm ltg ltz lua lub lug "
        "lui lun luo lus luy lzh lzz mac mad maf mag mah mai mak mal man mao map mar mas may mde mdf mdr men mer "
        "mfe mga mgh mgo mhr mic min mis mkd mkh mlg mlt mnc mni mno moe moh mol mon mos mri mrj msa mua mul mun "
        "mus mwl mwr mwv mya mye myn myv mzn nah nai nan nap naq nau nav nbl nde ndo nds nep new nia nic niu njo "
        "nld nmg nnh nno nob nog non nor nov nqo nso nub nus nwc nya nym nyn nyo nzi oci ojb ojc oji ojs ojw oka "
        "ori orm osa oss ota oto paa pag pal pam pan pap pau pcd pcm pdc pdt peo per pes pfl phi phn pis pli pms "
        "pnb pnt pol pon por pqm pra prg pro prs pus qaa qtz quc que qug raj rap rar rgn rhg rif roa rof roh rom "
        "ron rtm rue rug rum run rup rus rwk sad sag sah sai sal sam san saq sas sat saz sba sbp scc scn sco scr "
        "sdc sdh see seh sei sel sem ses sga sgn sgs shi shn shu sid sin sio sit skr sla slh sli slk slo slv sly "
        "sma sme smi smj smn smo sms sna snd snk sog som son sot spa sqi srd srn srp srr ssa ssw ssy stq str suk "
        "sun sus sux swa swb swe swg syc syr szl szy tah tai tam tat tce tcy tel tem teo ter tet tgk tgl tgx tha "
        "tht tib tig tir tiv tkl tkr tlh tli tly tmh tog tok ton tpi tru trv trw tsd tsi tsn tso ttm ttt tuk tum "
        "tur tut tvl twi twq tyv tzm udm uga uig ukr umb und urd uzb uzn vai vec ven vep vie vls vmf vmw vol vot "
        "vro vun wae wak wal war was wbp wel wen wln wol wuu xal xho xmf xnr xog yak yao yap yav ybb yid yor ypk "
        "yrl yue zap zbl zea zen zgh zha zho zsm zul zun zxx zza"
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
