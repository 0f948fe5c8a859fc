"""RSS 0.91, 0.92 and 2.0, with what the extensions add to it."""

from __future__ import annotations

CONTEXTS = {
    "document": """
        rss struct >rss @version
    """,
    "rss": """
        channel channel once >rss.channel @indexing:index=yesno
        access:restriction restriction once @relationship=allowdeny!
    """,
    "channel": """
        title plain once filled
        link url once
        description plain once
        image image once >rss.image @rdf:resource @rdf:about @rdf:parseType
        textInput struct once >rss.textInput @rdf:about
        atom:author struct >person @rdf:parseType
        atom:category category @term=filled! @scheme=iri @label=plain
        atom:contributor struct >person @rdf:parseType
        atom:generator plain once filled @uri=ref @version
        atom:id url once
        atom:icon ref once filled
        atom:link link
        atom:logo ref once filled
        atom:title construct once @type @src
        atom:subtitle construct once @type @src
        atom:rights construct once @type @src
        atom:updated rfc3339 once
        dc:creator text
        dc:subject text
        dc:date w3cdtf once
        cc:license any
        creativeCommons:license url
        +extension.channel
        +itunes.channel
    """,
    "rss.channel": """
        item item >rss.item
        category plain @domain
        cloud struct once @domain! @path! @port=port! @protocol! @registerProcedure!
        rating text
        ttl positive once filled
        docs url once
        generator text once
        pubDate rfc822 once
        managingEditor contact once
        webMaster contact once
        language language once
        copyright plain once
        lastBuildDate rfc822 once
        skipHours struct >rss.skipHours
        skipDays struct >rss.skipDays
        +channel
    """,
    "rss.skipHours": """
        hour hour
    """,
    "rss.skipDays": """
        day day
    """,
    "rss.image": """
        title plain once filled
        link url once
        url url once
        width width once
        height height once
        description plain once
        dc:creator text
        dc:subject text
        dc:date w3cdtf once
        cc:license any
        +extension
    """,
    "rss.textInput": """
        title plain once
        description text once
        name formname once
        link url once
        dc:creator text
        dc:subject text
        dc:date w3cdtf once
        +extension
    """,
    "item": """
        link url once
        title plain once filled
        description html once
        content:encoded html once
        content:items struct once >content.items
        xhtml:body xhtml
        atom:id url once
        atom:link link
        atom:title content once @type @src
        atom:summary construct once @type @src
        atom:author struct once >person @rdf:parseType
        atom:contributor struct >person @rdf:parseType
        atom:content content @type @src
        atom:published rfc3339 once
        atom:updated rfc3339 once
        dc:creator text
        dc:subject text
        dc:date w3cdtf
        cc:license any
        creativeCommons:license url
        +extension.item
        +itunes.item
    """,
    "rss.item": """
        comments url once
        enclosure enclosure @url=weburl! @length=length! @type=media!
        pubDate rfc822 once
        author contact once
        category plain filled @domain
        guid guid once @isPermaLink=permalink
        source plain once @url=url!
        trackback:ping url once
        trackback:about url
        +item
    """,
    "content.items": """
        rdf:Bag struct once >content.bag
    """,
    "content.bag": """
        rdf:li struct >content.li
    """,
    "content.li": """
        content:item struct >content.item
    """,
    "content.item": """
        content:format resource once
        content:encoding resource once
        rdf:value text once
    """,
}
