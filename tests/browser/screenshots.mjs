// npm run screenshots -- URL OUTDIR [LINK…]: screenshots of the main pages of a running site, in both languages, wide and
// narrow, light and dark, and a question as printed. Links of the demonstration, as printed by `serve --demo`, add the start page
// of each role.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { alive, launch, openPage } from "./lib/browser.mjs";

const [base, folder, ...links] = process.argv.slice(2);
if (!base || !folder) {
  console.error("usage: npm run screenshots -- URL OUTDIR [LINK…]");
  process.exit(2);
}
const WORDS = { ar: "التواصل الاجتماعي", fr: "réseaux sociaux" };
const WIDTHS = [1280, 390];
const SCHEMES = ["light", "dark"];

await mkdir(folder, { recursive: true });
const browser = await launch();
try {
  for (const language of Object.keys(WORDS)) {
    const { page, close } = await openPage(browser);
    const pages = await addresses(page, language);
    for (const [name, path] of Object.entries(pages)) {
      await pictures(page, path, `${name}-${language}`);
      if (name !== "question") continue;
      await page.setViewportSize({ width: 794, height: 1123 });
      await page.emulateMedia({ colorScheme: "light", media: "print" });
      await picture(page, `question-${language}-print`);
    }
    await close();
  }
  for (const [n, link] of links.entries()) {
    const { page, close } = await openPage(browser);
    await page.goto(link);
    await Promise.all([page.waitForURL((url) => !url.pathname.includes("/links/")), page.locator("main form .actions button").first().click()]);
    const path = new URL(page.url()).pathname.slice(3);
    for (const language of Object.keys(WORDS)) await pictures(page, `/${language}${path}`, `staff-${n + 1}-${language}`);
    await close();
  }
} finally {
  await browser.close();
}

/** The main pages; the question, ministry and member are the first ones that search and lists link to. */
async function addresses(page, language) {
  const search = `/${language}/search?q=${encodeURIComponent(WORDS[language])}`;
  const first = async (path, noun) => {
    await page.goto(base + path);
    const link = page.locator(`main a[href^="/${language}/${noun}/"]`).first();
    return (await link.count()) ? { [noun.replace(/ies$/, "y").replace(/s$/, "")]: await link.getAttribute("href") } : {};
  };
  return {
    home: `/${language}`,
    search,
    questions: `/${language}/questions`,
    overdue: `/${language}/overdue`,
    ministries: `/${language}/ministries`,
    members: `/${language}/members`,
    rule: `/${language}/rule`,
    "not-found": `/${language}/nothing-here`,
    ...(await first(search, "questions")),
    ...(await first(`/${language}/ministries`, "ministries")),
    ...(await first(`/${language}/members`, "members")),
  };
}

/** Screenshots of a page: wide and narrow, light and dark. */
async function pictures(page, path, name) {
  await page.goto(base + path);
  await page.evaluate(() => document.fonts.ready);
  await alive(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, media: "screen" });
      await picture(page, `${name}-${width}-${colorScheme}`);
    }
  }
}

async function picture(page, name) {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
  console.log(path);
}
