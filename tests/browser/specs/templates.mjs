// Every kind of public page passes the checks, in both languages.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openPage } from "../lib/browser.mjs";
import { inspect } from "../lib/inspect.mjs";
import { LANGUAGES, site } from "../lib/site.mjs";
import { templates } from "../lib/templates.mjs";

for (const [language, { words }] of Object.entries(LANGUAGES)) {
  describe(`${language}, every kind of page`, () => {
    test("is sound", async (context) => {
      const opened = await openPage(site.browser);
      try {
        const paths = await templates(opened.page, site.base, language, words);
        assert.ok(paths.length >= 12, `only ${paths.length} kinds of pages were found: ${paths}`);
        for (const path of paths) await context.test(path, (one) => inspect(one, opened, path, (page) => page.goto(site.base + path)));
      } finally {
        await opened.close();
      }
    });
  });
}
