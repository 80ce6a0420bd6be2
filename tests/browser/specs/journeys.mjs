// What a reader does, in both languages, with and without scripts: the same journeys must work.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openPage } from "../lib/browser.mjs";
import { LANGUAGES, site } from "../lib/site.mjs";

const question = (language) => `main a[href^="/${language}/questions/"]`;
const switchTo = (language) => `header a[hreflang="${language}"]`;

for (const [language, { dir, other, words, subject, ministry }] of Object.entries(LANGUAGES)) {
  for (const javaScriptEnabled of [true, false]) {
    describe(`${language}, JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
      // Opens a page, runs the test, and expects that no browser error occurred.
      const journey = (name, path, walk) =>
        test(name, async () => {
          const { page, troubles, close } = await openPage(site.browser, { javaScriptEnabled });
          try {
            const response = await page.goto(`${site.base}/${language}${path}`);
            assert.equal(response.status(), 200);
            await walk(page);
            assert.deepEqual(troubles, []);
          } finally {
            await close();
          }
        });
      const findSubject = async (page) => {
        await page.locator("input[name=q]").first().fill(words);
        await Promise.all([page.waitForURL(`**/${language}/search?**`), page.locator("form.search button").first().click()]);
        return page.locator("main a", { hasText: subject }).first();
      };

      journey("the home page says its language and direction", "", async (page) => {
        const html = page.locator("html");
        assert.equal((await html.getAttribute("lang")).split("-")[0], language);
        assert.equal(await html.getAttribute("dir"), dir);
        assert.equal(await page.locator("h1").count(), 1);
        assert.ok(await page.locator(question(language)).count(), "the home page leads to questions");
      });

      journey("the search form finds the demonstration's question", "", async (page) => {
        const found = await findSubject(page);
        assert.equal(new URL(page.url()).searchParams.get("q"), words);
        assert.ok(await found.isVisible());
        assert.equal(await page.locator("input[name=q]").first().inputValue(), words);
      });

      journey("a question shows both languages, and the switch keeps the page", "", async (page) => {
        await (await findSubject(page)).click();
        const path = new URL(page.url()).pathname;
        assert.match(path, new RegExp(`^/${language}/questions/`));
        assert.match(await page.locator("h1").innerText(), new RegExp(subject));
        const foreign = page.locator(`main [lang="${other}"][dir="${LANGUAGES[other].dir}"]`).first();
        assert.ok(await foreign.count(), `a text in ${other} says its language and direction`);
        await page.locator(switchTo(other)).first().click();
        assert.equal(new URL(page.url()).pathname, path.replace(`/${language}/`, `/${other}/`));
        assert.equal(await page.locator("html").getAttribute("dir"), LANGUAGES[other].dir);
        assert.match(await page.locator("h1").innerText(), new RegExp(LANGUAGES[other].subject));
      });

      journey("the switch keeps the search", `/search?q=${encodeURIComponent(words)}&chamber=councillors`, async (page) => {
        await page.locator(switchTo(other)).first().click();
        const { pathname, searchParams } = new URL(page.url());
        assert.deepEqual([pathname, searchParams.get("q"), searchParams.get("chamber")], [`/${other}/search`, words, "councillors"]);
      });

      journey("filters narrow the list and can be taken back", "/questions", async (page) => {
        const form = page.locator("main form:has([name=chamber])").first();
        if (!(await form.isVisible())) await page.locator("main details:has([name=chamber]) > summary").first().click();
        await choose(form, "chamber", "councillors");
        await Promise.all([page.waitForURL(/chamber=councillors/), form.locator("button[type=submit]").first().click()]);
        const links = await page.locator(question(language)).evaluateAll((all) => all.map((link) => link.getAttribute("href")));
        assert.ok(links.length > 0, "there are questions of that Chamber");
        assert.deepEqual(links.filter((href) => href.includes("/questions/representatives/")), []);
        await page.locator("main .chips a").first().click();
        assert.equal(new URL(page.url()).searchParams.get("chamber"), null);
      });

      journey("a long list of values is searched by name, from the keyboard", "/search?chamber=representatives", async (page) => {
        const field = page.locator("#facet-ministry input[type=search]");
        await field.fill(ministry);
        await Promise.all([page.waitForURL(/in_ministry=/), field.press("Enter")]);
        const values = page.locator("#facet-ministry li a");
        assert.equal(await values.count(), 1);
        assert.equal(new URL(page.url()).searchParams.get("chamber"), "representatives");
        await values.focus();
        await Promise.all([page.waitForURL(/[?&]ministry=/), page.keyboard.press("Enter")]);
        assert.equal(await page.locator("#facet-ministry li a[aria-current=true]").count(), 1);
        assert.equal(new URL(page.url()).searchParams.get("in_ministry"), null);
      });

      journey("the overdue list leads to overdue questions", "/overdue", async (page) => {
        const links = page.locator(question(language));
        assert.ok(await links.count(), "the demonstration has overdue questions");
        await links.first().click();
        assert.ok(await page.locator("main .tag.red").count(), "the question says that it is overdue");
      });

      test("an unknown address is a page in the reader's language", async () => {
        const { page, close } = await openPage(site.browser, { javaScriptEnabled });
        const response = await page.goto(`${site.base}/${language}/nothing-here`);
        assert.equal(response.status(), 404);
        assert.equal((await page.locator("html").getAttribute("lang")).split("-")[0], language);
        assert.ok(await page.locator(`main a[href^="/${language}"]`).count(), "there are ways on");
        await close();
      });
    });
  }
}

/** Chooses a value, whether the filter is a list or radio buttons. */
async function choose(form, name, value) {
  const list = form.locator(`select[name=${name}]`);
  if (await list.count()) await list.selectOption(value);
  else await form.locator(`input[name=${name}][value=${value}]`).check();
}
