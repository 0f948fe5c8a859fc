"""RSS 0.90, 1.0 and 1.1: the ones made of RDF."""

from __future__ import annotations

CONTEXTS = {
    "rdf": """
        channel channel once >rdf.channel @rdf:about=ref!
        rss090:channel channel once >channel
        item item >rdf.item @rdf:about=ref!
        textinput struct >rss.textInput @rdf:about=ref!
        image struct >rdf.image @rdf:about=ref!
        cc:License any
        taxo:topic any
        rdf:Description any
    """,
    "rdf.090": """
        channel channel once >channel
        rss090:channel channel once >channel
        item item >rdf.item @rdf:about
        textinput struct >rss.textInput @rdf:about
        image struct >rdf.image
        cc:License any
        taxo:topic any
        rdf:Description any
    """,
    "rdf.11": """
        channel any
    """,
    "rdf.channel": """
        items items once >rdf.items @rdf:parseType
        textinput any once @rdf:resource
        rdfs:label text
        rdfs:comment text
        +channel
    """,
    "rdf.items": """
        item item >rdf.item @rdf:about
        rdf:Seq struct >rdf.seq
    """,
    "rdf.seq": """
        rdf:li struct @resource @rdf:resource
    """,
    "rdf.image": """
        title plain once filled
        link url once
        url url once
        dc:creator text
        dc:subject text
        dc:date w3cdtf once
        cc:license any
        +extension
    """,
    "rdf.item": """
        rdfs:label text
        rdfs:comment text
        trackback:ping resource once
        trackback:about resource
        l:permalink resource @l:type=mime
        +item
    """,
}
