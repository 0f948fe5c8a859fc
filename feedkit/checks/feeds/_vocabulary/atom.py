"""Atom 1.0: RFC 4287, with what the extensions add to it."""

from __future__ import annotations

CONTEXTS = {
    "atom.feed": """
        author struct >person @rdf:parseType
        category category @term=filled! @scheme=iri @label=plain
        contributor struct >person @rdf:parseType
        generator plain once filled @uri=ref @version
        id id once tight
        icon ref once filled tight
        link link
        logo ref once filled tight
        title construct once @type @src
        subtitle construct once @type @src
        rights construct once @type @src
        updated rfc3339 once tight
        entry entry >atom.entry @rdf:parseType
        app:collection struct once >app.collection @href=iriref!
        +extension.feed
        +itunes.channel
    """,
    "atom.source": """
        author struct >person @rdf:parseType
        category category @term=filled! @scheme=iri @label=plain
        contributor struct >person @rdf:parseType
        generator plain once filled @uri=ref @version
        id id once tight
        icon ref once filled tight
        link link
        logo ref once filled tight
        title construct once @type @src
        subtitle construct once @type @src
        rights construct once @type @src
        updated rfc3339 once tight
        app:collection struct once >app.collection @href=iriref!
        +extension.feed
        +itunes.channel
    """,
    "atom.entry": """
        author struct >person @rdf:parseType
        category category @term=filled! @scheme=iri @label=plain
        content content once @type @src
        contributor struct >person @rdf:parseType
        id id once tight
        link link
        published rfc3339 once tight
        source source once >atom.source @indexing:index=yesno
        rights construct once @type @src
        summary construct once @type @src
        title construct once @type @src
        updated rfc3339 once tight
        app:edited rfc3339 once tight
        app:control struct once >app.control
        dc:creator text
        dc:subject text
        dc:date w3cdtf once
        creativeCommons:license url
        trackback:ping url once
        trackback:about url
        +extension.item
        +itunes.item
    """,
    "app.control": """
        app:draft yesno once
    """,
    "app.service": """
        app:workspace struct >app.workspace
    """,
    "app.workspace": """
        atom:title construct once @type @src
        app:collection struct >app.collection @href=iriref!
    """,
    "app.collection": """
        title construct once @type @src
        atom:title construct once @type @src
        app:accept ranges
        app:categories struct >app.categories @href=iriref @fixed=yesno @scheme=iri
    """,
    "app.categories": """
        category category @term=filled! @scheme=iri @label=plain
        atom:category category @term=filled! @scheme=iri @label=plain
    """,
    "person": """
        name plain once filled
        email address once
        uri iriref once filled tight
        atom:name plain once filled
        atom:email address once
        atom:uri iriref once filled tight
        foaf:workplaceHomepage resource
        foaf:homepage resource
        foaf:weblog resource
        foaf:plan text
        foaf:firstName text
        xhtml:div any
    """,
    "atom.anywhere": """
        atom:author struct >person @rdf:parseType
        atom:category category @term=filled! @scheme=iri @label=plain
        atom:content content @type @src
        atom:contributor struct >person @rdf:parseType
        atom:generator plain @uri=ref @version
        atom:icon ref once
        atom:id id once
        atom:link link
        atom:logo ref once
        atom:published rfc3339 once
        atom:rights construct once @type @src
        atom:subtitle construct once @type @src
        atom:summary construct once @type @src
        atom:title construct once @type @src
        atom:updated rfc3339 once
        app:workspace struct >app.workspace
        app:collection struct >app.collection @href=iriref!
        app:categories struct >app.categories @href=iriref @fixed=yesno @scheme=iri
        +extension
    """,
}
