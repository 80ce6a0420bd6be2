// One URL of each kind of page, found by following links from the home page.

const MAX_PAGES = 27;
/** Pages that no link leads to, or that are checked in a state of their own. */
const EXTRA = (language, words) => [
  `/${language}/nothing-here`,
  `/${language}/search?q=${encodeURIComponent(words)}`,
  `/${language}/search?q=${encodeURIComponent("qqqqxxxxzzzz")}`,
  `/${language}/search?chamber=representatives&in_ministry=xyz&in_theme=e&sort=due`,
  `/${language}/search?q=${encodeURIComponent(`${words} -"x y"`)}&chamber=councillors&status=lapsed`,
  `/${language}/questions?chamber=councillors&standing=overdue`,
  `/${language}/questions?from=not-a-date`,
];

/** `/fr/questions/councillors/11/42` → `/questions/*`: the template, not the record; a filtered list is a kind of its own. */
function kind(url) {
  const [, , noun = "", ...rest] = url.pathname.split("/");
  const place = noun === "search" ? rest.join("/") : rest.map((part) => (/^\d+$/.test(part) ? "#" : "*")).join("/");
  return `${noun}/${place}${url.search && noun !== "search" ? "?" : ""}`;
}

export async function templates(page, base, language, words) {
  const found = new Map(EXTRA(language, words).map((path, n) => [`extra ${n}`, path]));
  const queue = [`/${language}`, ...found.values()];
  const seen = new Set(queue);
  found.set(kind(new URL(queue[0], base)), queue[0]);
  while (queue.length > 0 && found.size < MAX_PAGES) {
    await page.goto(base + queue.shift());
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
    for (const link of links) {
      const url = new URL(link);
      url.hash = "";
      const path = url.pathname + url.search;
      const ours = url.origin === base && (url.pathname === `/${language}` || url.pathname.startsWith(`/${language}/`));
      if (!ours || seen.has(path) || found.has(kind(url))) continue;
      const answer = await page.request.head(base + path);
      seen.add(path);
      if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;
      found.set(kind(url), path);
      queue.push(path);
    }
  }
  return [...found.values()].slice(0, MAX_PAGES);
}
