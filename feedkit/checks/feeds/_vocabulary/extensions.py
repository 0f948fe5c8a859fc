"""What the common extensions add, and where."""

from __future__ import annotations

_GOOGLE_PLAIN = (
    "actor agent area apparel_type artist author brand color condition course course_number course_times cuisine "
    "delivery_notes education employer ethnicity format id immigration_status interested_in isbn job_function "
    "job_industry job_type main_ingredient make manufacturer manufacturer_id meal_type model model_number "
    "name_of_item_being_reviewed news_source occupation payment_notes product_type property_type publication_name "
    "publication_volume review_type school_district sexual_orientation size subject subject_area tax_region university "
    "upc vehicle_type vin"
)
_GOOGLE_NUMBERS = (
    "calories cholesterol cooking_time fiber hoa_dues salary saturated_fat servings sodium total_carbs total_fat"
)
_GOOGLE_MEASURES = "delivery_radius megapixels memory preparation_time price processor_speed protein weight"
_PLAYER = "@height=positive @url=url! @width=positive"
_THUMBNAIL = "@height=positive @time=npt @url=url! @width=positive"
_LINKED = (
    "isVersionOf hasVersion isReplacedBy replaces isRequiredBy requires isPartOf hasPart isReferencedBy references "
    "isFormatOf hasFormat conformsTo"
)
_OPEN_TERMS = (
    "valid available spatial temporal accessRights accrualMethod accrualPeriodicity accrualPolicy bibliographicCitation "
    "educationLevel instructionalMethod license provenance rightsHolder"
)


def _rows(prefix: str, names: str, kind: str) -> str:
    return "\n".join(f"{prefix}:{name} {kind}" for name in names.split())


CONTEXTS = {
    "nothing": "",
    "extension": f"""
        dc:title text once
        dc:description text once
        dc:publisher text
        dc:contributor text
        dc:type text once
        dc:format text once
        dc:identifier text
        dc:source text once
        dc:language language once
        dc:relation text
        dc:coverage text
        dc:rights plain once
        dcterms:alternative text
        dcterms:abstract text once
        dcterms:tableOfContents resource once
        dcterms:created w3cdtf once
        dcterms:issued w3cdtf once
        dcterms:modified w3cdtf once
        dcterms:dateAccepted text once
        dcterms:dateCopyrighted text once
        dcterms:dateSubmitted text once
        dcterms:extent positive once filled
        dcterms:audience text
        dcterms:mediator text once
        {_rows("dcterms", _LINKED, "resource")}
        {_rows("dcterms", _OPEN_TERMS, "any")}
        rdf:RDF any
        rdf:type any
        rdf:Description any
        rdfs:seeAlso resource
        geo:Point struct >geo.point
        geo:lat latitude
        geo:long longitude
        geo:alt decimal
        geourl:latitude latitude
        geourl:longitude longitude
        georss:where struct >georss.where
        georss:point position
        georss:line positions
        georss:polygon positions
        georss:box positions
        georss:circle circle
        georss:featureTypeTag text
        georss:relationshipTag text
        georss:featureName text
        georss:elev decimal
        georss:floor integer
        georss:radius float
        icbm:latitude latitude
        icbm:longitude longitude
        opml:dateCreated rfc822 once
        opml:dateModified rfc822 once
        opml:ownerName html once
        opml:ownerEmail email once
        opml:ownerId weburl once
    """,
    "geo.point": """
        geo:lat latitude
        geo:long longitude
    """,
    "georss.where": """
        gml:Point struct >gml.point @srsName
        gml:LineString struct >gml.line @srsName
        gml:Polygon struct >gml.polygon @srsName
        gml:Envelope struct >gml.envelope @srsName
    """,
    "gml.point": """
        gml:pos position
    """,
    "gml.line": """
        gml:posList positions
    """,
    "gml.polygon": """
        gml:exterior struct >gml.exterior
    """,
    "gml.exterior": """
        gml:LinearRing struct >gml.line @srsName
    """,
    "gml.envelope": """
        gml:lowerCorner position
        gml:upperCorner position
    """,
    "media": f"""
        media:adult truefalse once
        media:category plain @label=plain @scheme=url
        media:copyright plain once @url=url
        media:credit credit @role @scheme
        media:description mediatext once @type=plainhtml
        media:keywords text
        media:hash hash @algo=algorithm
        media:player struct {_PLAYER}
        media:rating rating @scheme
        media:restriction mediarestriction @relationship=allowdeny! @type=restricted
        media:text mediatext @end=npt @lang=language @start=npt @type=plainhtml
        media:title mediatext once @type=plainhtml
        media:thumbnail text {_THUMBNAIL}
        media:community any
        media:comments any
        media:embed any
        media:responses any
        media:backLinks any
        media:status any
        media:price any
        media:license any
        media:subTitle any
        media:peerLink any
        media:location any
        media:rights any
        media:scenes any
    """,
    "media.content": """
        +media
        +extension
    """,
    "media.group": """
        +media.item
    """,
    "media.item": """
        media:content struct >media.content @bitrate=number @channels=count @duration=number @expression=expression @fileSize=positive @framerate=number @height=positive @isDefault=truefalse @lang=language @medium=medium @samplingrate=number @type=media @url=url @width=positive
        +media
    """,
    "extension.both": """
        taxo:topics any
        l:link resource @l:lang=language @l:rel=url! @l:type @l:title=plain
        +media
        +extension
    """,
    "extension.item": """
        annotate:reference resource once
        ag:source text once
        ag:sourceURL url once
        ag:timestamp iso8601 once
        ev:startdate iso8601 once
        ev:enddate iso8601 once
        ev:location any
        ev:organizer any
        ev:type text once
        feedburner:awareness url once
        feedburner:origEnclosureLink url once
        feedburner:origLink url once
        foaf:maker any
        foaf:primaryTopic any
        slash:comments count once
        slash:section text
        slash:department text
        slash:hit_parade integers once
        slash:hit-parade integers once
        thr:children any
        thr:total count once
        thr:in-reply-to reply @href=iriref @ref=id @source=iriref @type=mime
        wfw:comment url once
        wfw:commentRss url once
        wfw:commentRSS url once
        wiki:diff text
        wiki:history text
        wiki:importance text
        wiki:status text
        wiki:version text
        media:group group >media.group
        sx:sync struct >sx.sync @deleted=strictboolean @noconflicts=strictboolean @id! @updates=uint31!
        conversationsNetwork:introMilliseconds count once
        conversationsNetwork:image weburl once
        conversationsNetwork:ratingAverage float once
        conversationsNetwork:ratingCount count once
        conversationsNetwork:ratingIndividual positive once
        conversationsNetwork:ratingTimestamp iso8601 once
        +google
        +media.item
        +extension.both
    """,
    "extension.channel": """
        admin:generatorAgent resource once
        admin:errorReportsTo resource once
        blogChannel:blogRoll url once
        blogChannel:mySubscriptions url once
        blogChannel:blink url once
        blogChannel:changes url once
        sy:updatePeriod period once
        sy:updateFrequency positive once filled
        sy:updateBase w3cdtf once
        foaf:maker any
        cp:server resource
        wiki:interwiki text
        thr:in-reply-to reply @href=iriref @ref=id @source=iriref @type=mime
        cf:listinfo struct >cf.listinfo
        cf:treatAs text
        feedburner:awareness url once
        feedburner:browserFriendly plain once
        feedburner:emailServiceId any once
        feedburner:feedFlare plain @href=flare! @src=flare!
        feedburner:info struct @uri=iriref!
        feedburner:feedburnerHostname url once
        opensearch:totalResults count once
        opensearch:startIndex integer once
        opensearch:itemsPerPage count once
        opensearch:Query struct @role=role! @title=plain @totalResults=count @searchTerms=encoded @count=count @startIndex=integer @startPage=integer @language=language @inputEncoding=charset @outputEncoding=charset @parameter
        opensearch10:totalResults count once
        opensearch10:startIndex integer once
        opensearch10:itemsPerPage count once
        xhtml:div any
        xhtml:meta struct @name=robots! @content=robotsrules!
        sx:sharing struct >sx.sharing @expires=rfc3339 @since=rfc3339 @until=rfc3339
        fh:archive struct
        fh:complete struct
        +extension.both
    """,
    "extension.feed": """
        dc:creator text
        dc:subject text
        dc:date w3cdtf once
        creativeCommons:license url
        access:restriction restriction @relationship=allowdeny!
        +extension.channel
    """,
    "cf.listinfo": """
        cf:sort struct @data-type @default @element @label @ns
        cf:group struct @element @label @ns
    """,
    "sx.sharing": """
        sx:related struct @link=url! @title=plain @type=ssetype!
    """,
    "sx.sync": """
        sx:history struct @by=plain @sequence=uint31! @when=rfc3339
    """,
    "itunes": """
        itunes:author plain255 once
        itunes:block yesnoclean once
        itunes:explicit truefalse once
        itunes:keywords keywords once
        itunes:subtitle plain255 once
        itunes:summary plain4000 once
        itunes:image struct once @href=weburl!
    """,
    "itunes.channel": """
        itunes:owner owner once >itunes.owner
        itunes:category itunescategory >itunes.subcategory @text!
        itunes:pubDate rfc822 once
        itunes:new-feed-url url once
        itunes:type channeltype once
        itunes:complete text once
        itunes:title text once
        itunes:applepodcastsverify text once
        +itunes
    """,
    "itunes.item": """
        itunes:duration duration once
        itunes:title text once
        itunes:episode positive once
        itunes:season positive once
        itunes:episodeType episodetype once
        itunes:order text once
        itunes:isClosedCaptioned text once
        +itunes
    """,
    "itunes.owner": """
        itunes:email email once
        itunes:name plain255 once
    """,
    "itunes.subcategory": """
        itunes:category itunescategory @text!
    """,
    "google": f"""
        {_rows("g", _GOOGLE_PLAIN, "plain once")}
        {_rows("g", _GOOGLE_NUMBERS, "amount once")}
        {_rows("g", _GOOGLE_MEASURES, "measure once")}
        g:age count once
        g:bathrooms count once
        g:bedrooms count once
        g:course_date_range struct once >google.range @rdf:parseType
        g:event_date_range struct once >google.range @rdf:parseType
        g:travel_date_range struct once >google.range @rdf:parseType
        g:currency currency once
        g:expiration_date isodate once
        g:expiration_date_time iso8601 once
        g:publish_date isodate once
        g:from_location location once
        g:to_location location once
        g:location fulllocation once
        g:gender gender once
        g:image_link url
        g:label label
        g:listing_type truefalse once
        g:marital_status marital once
        g:mileage mileage once
        g:pages positive once filled
        g:payment_accepted payment
        g:pickup truefalse once
        g:price_type pricetype once
        g:quantity count once filled
        g:rating rating5 once
        g:reviewer_type reviewer once
        g:salary_type pricetype once
        g:service_type plain once
        g:shipping struct once >google.shipping @rdf:parseType
        g:tax_percent percent once
        g:url_of_item_being_reviewed url once
        g:year year once
    """,
    "google.range": """
        g:start iso8601 once
        g:end iso8601 once
    """,
    "google.shipping": """
        g:service shipping once
        g:country country once
        g:price measure once
    """,
}
