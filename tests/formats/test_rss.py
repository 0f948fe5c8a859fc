"""RSS 2.0: a whole document, as it must be written."""

from __future__ import annotations

DOCUMENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/css" href="../assets/feed.css"?>
<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>Example News</title>
    <link>https://example.org/</link>
    <description>All that happens.</description>
    <category>News</category>
    <category>AI</category>
    <copyright>© 2026 The Editors</copyright>
    <docs>http://www.rssboard.org/rss-specification</docs>
    <generator>feedkit</generator>
    <image>
      <url>https://example.org/logo.png</url>
      <title>Example News</title>
      <link>https://example.org/</link>
    </image>
    <language>en</language>
    <lastBuildDate>Fri, 08 May 2026 13:15:00 +0000</lastBuildDate>
    <atom:link href="https://example.org/feeds/main.rss" rel="self" type="application/rss+xml"/>
    <atom:link href="https://hub.example/" rel="hub"/>
    <atom:link href="https://other-hub.example/" rel="hub"/>
    <atom:link href="https://creativecommons.org/licenses/by/4.0/" rel="license"/>
    <dc:creator>The Editors</dc:creator>
    <item>
      <title>Article 0</title>
      <link>https://example.org/article-0/</link>
      <description>What article 0 says.</description>
      <content:encoded>&lt;p&gt;Article 0 &lt;a href="https://example.org/more"&gt;goes on&lt;/a&gt; &amp;amp; on.&lt;/p&gt;
&lt;p&gt;Ends.&lt;/p&gt;</content:encoded>
      <guid isPermaLink="false">tag:example.org,2026:0000</guid>
      <category>AI News</category>
      <category>robots</category>
      <category>R&#x26;D</category>
      <comments>https://example.org/article-0/#comments</comments>
      <enclosure url="https://example.org/talk.mp3" length="12345" type="audio/mpeg"/>
      <pubDate>Thu, 07 May 2026 13:15:00 +0000</pubDate>
      <atom:updated>2026-05-08T13:15:00+00:00</atom:updated>
      <dc:creator>Ann Bee</dc:creator>
      <dc:creator>Carl Dee</dc:creator>
      <dc:language>de</dc:language>
      <slash:comments>3</slash:comments>
      <media:thumbnail url="https://example.org/lead.png"/>
      <media:content url="https://example.org/lead.png" medium="image" type="image/png" fileSize="4321">
        <media:title type="plain">A data centre</media:title>
        <media:credit>Eve</media:credit>
      </media:content>
    </item>
    <item>
      <title>Article 1</title>
      <link>https://example.org/article-1/</link>
      <description>What article 1 says.</description>
      <content:encoded>&lt;p&gt;Article 1 &lt;a href="https://example.org/more"&gt;goes on&lt;/a&gt; &amp;amp; on.&lt;/p&gt;
&lt;p&gt;Ends.&lt;/p&gt;</content:encoded>
      <guid isPermaLink="false">tag:example.org,2026:0001</guid>
      <pubDate>Thu, 07 May 2026 12:15:00 +0000</pubDate>
      <dc:creator>Ann Bee</dc:creator>
    </item>
  </channel>
</rss>
"""


def test_a_document_is_written_like_this(make_entry, make_full_entry, make_full_feed, render):
    feed = make_full_feed(make_full_entry(0, language="de"), make_entry(1))
    assert render("rss", feed).decode() == DOCUMENT
