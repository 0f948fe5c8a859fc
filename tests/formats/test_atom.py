"""Atom 1.0: a whole document, as it must be written."""

from __future__ import annotations

DOCUMENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/css" href="../assets/feed.css"?>
<feed xmlns:media="http://search.yahoo.com/mrss/" xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>tag:example.org,2026:feed/main</id>
  <title>Example News</title>
  <updated>2026-05-08T13:15:00+00:00</updated>
  <author>
    <name>The Editors</name>
  </author>
  <link href="https://example.org/" rel="alternate" type="text/html"/>
  <link href="https://example.org/feeds/main.atom" rel="self" type="application/atom+xml"/>
  <link href="https://hub.example/" rel="hub"/>
  <link href="https://other-hub.example/" rel="hub"/>
  <link href="https://creativecommons.org/licenses/by/4.0/" rel="license"/>
  <category term="News"/>
  <category term="AI"/>
  <generator>feedkit</generator>
  <icon>https://example.org/icon.svg</icon>
  <logo>https://example.org/logo.png</logo>
  <rights>© 2026 The Editors</rights>
  <subtitle>All that happens.</subtitle>
  <entry xml:lang="de">
    <id>tag:example.org,2026:0000</id>
    <title>Article 0</title>
    <updated>2026-05-08T13:15:00+00:00</updated>
    <author>
      <name>Ann Bee</name>
      <email>ann@example.org</email>
      <uri>https://example.org/ann</uri>
    </author>
    <author>
      <name>Carl Dee</name>
    </author>
    <content type="html" xml:base="https://example.org/article-0/">&lt;p&gt;Article 0 &lt;a href="https://example.org/more"&gt;goes on&lt;/a&gt; &amp;amp; on.&lt;/p&gt;
&lt;p&gt;Ends.&lt;/p&gt;</content>
    <summary>What article 0 says.</summary>
    <category term="AI News"/>
    <category term="robots"/>
    <category term="R&amp;D"/>
    <published>2026-05-07T13:15:00+00:00</published>
    <link href="https://example.org/article-0/" rel="alternate" type="text/html"/>
    <link href="https://tools.example/" rel="related" title="Tools &amp; more"/>
    <link href="https://example.org/article-0/#comments" rel="replies" type="text/html"/>
    <link href="https://example.org/slides.pdf" rel="enclosure" type="application/pdf" length="99"/>
    <link href="https://example.org/talk.mp3" rel="enclosure" type="audio/mpeg" length="12345"/>
    <thr:total>3</thr:total>
    <media:thumbnail url="https://example.org/lead.png"/>
    <media:content url="https://example.org/lead.png" medium="image" type="image/png" fileSize="4321">
      <media:title type="plain">A data centre</media:title>
      <media:credit>Eve</media:credit>
    </media:content>
  </entry>
  <entry>
    <id>tag:example.org,2026:0001</id>
    <title>Article 1</title>
    <updated>2026-05-07T12:15:00+00:00</updated>
    <author>
      <name>Ann Bee</name>
    </author>
    <content type="html" xml:base="https://example.org/article-1/">&lt;p&gt;Article 1 &lt;a href="https://example.org/more"&gt;goes on&lt;/a&gt; &amp;amp; on.&lt;/p&gt;
&lt;p&gt;Ends.&lt;/p&gt;</content>
    <summary>What article 1 says.</summary>
    <published>2026-05-07T12:15:00+00:00</published>
    <link href="https://example.org/article-1/" rel="alternate" type="text/html"/>
  </entry>
</feed>
"""


def test_a_document_is_written_like_this(make_entry, make_full_entry, make_full_feed, render):
    feed = make_full_feed(make_full_entry(0, language="de"), make_entry(1))
    assert render("atom", feed).decode() == DOCUMENT
