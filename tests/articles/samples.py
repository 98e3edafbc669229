"""Pages and papers of the tests' own writing."""

FIRE = """<!doctype html>
<html lang="en-GB">
<head>
  <meta charset="utf-8">
  <title>Harbour fire: forty boats lost | Coast Daily</title>
  <meta property="og:site_name" content="Coast Daily">
  <script type="application/ld+json">
    {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Harbour fire: forty boats lost",
     "datePublished": "2021-03-04T09:30:00+01:00",
     "publisher": {"@type": "Organization", "name": "Coast Daily"}}
  </script>
</head>
<body>
  <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
  <article>
    <h1>Harbour fire: forty boats lost</h1>
    <p>Forty boats were lost in the fire at the old harbour on Thursday, the fire brigade said.</p>
    <p>“We counted at least 40 hulls,” said the harbour master.<br>Two people were hurt, says the city.</p>
    <ul><li>Twelve trawlers sank at the north quay.</li><li>Eight yachts were damaged by the heat.</li></ul>
    <p>A second count is under way, a spokeswoman for the port said on Friday.</p>
  </article>
  <footer>© Coast Daily. <a href="/privacy">Privacy</a></footer>
  <script>document.title = "changed"</script>
</body>
</html>"""

FIRE_TEXT = """Forty boats were lost in the fire at the old harbour on Thursday, the fire brigade said.

“We counted at least 40 hulls,” said the harbour master.

Two people were hurt, says the city.

- Twelve trawlers sank at the north quay.

- Eight yachts were damaged by the heat.

A second count is under way, a spokeswoman for the port said on Friday."""

SAID = "Forty boats were lost in the fire at the old harbour, the fire brigade said."


def page(body: str, head: str = "") -> str:
    """Return a page with an article of one paragraph, or with another body."""
    shown = body if body.startswith("<") else f"<article><p>{body}</p></article>"
    return f"<!doctype html><html><head>{head}</head><body>{shown}</body></html>"
