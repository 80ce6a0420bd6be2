// The search box with its script.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "../lib/axe.mjs";
import { alive, openPage } from "../lib/browser.mjs";
import { LANGUAGES, site } from "../lib/site.mjs";

for (const [language, { words }] of Object.entries(LANGUAGES)) {
  describe(`${language}, suggestions`, () => {
    const typing = (name, walk) =>
      test(name, async () => {
        const { page, troubles, close } = await openPage(site.browser);
        try {
          await page.goto(`${site.base}/${language}`);
          await alive(page);
          const box = page.locator("[role=combobox]").first();
          await box.pressSequentially(words.slice(0, 8));
          await page.locator(".suggestion").first().waitFor();
          await walk(page, box);
          assert.deepEqual(troubles, []);
        } finally {
          await close();
        }
      });

    typing("appear while typing, and are announced", async (page, box) => {
      assert.equal(await box.getAttribute("aria-expanded"), "true");
      assert.equal(await page.locator("[role=listbox]").first().getAttribute("id"), await box.getAttribute("aria-controls"));
      const announced = await page.locator("form.search [role=status]").first().innerText();
      assert.notEqual(announced.trim(), "");
      for (const label of await page.locator(".suggestion-label").all()) {
        assert.equal(await label.getAttribute("dir"), (await label.getAttribute("lang")) === "ar" ? "rtl" : "ltr");
      }
    });

    typing("are accessible while open", async (page, box) => {
      await box.press("ArrowDown");
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        assert.equal(await violations(page), "");
      }
    });

    typing("are chosen by the keyboard", async (page, box) => {
      await box.press("ArrowDown");
      const active = page.locator(`[id="${await box.getAttribute("aria-activedescendant")}"]`);
      assert.equal(await active.getAttribute("aria-selected"), "true");
      await Promise.all([page.waitForURL((url) => url.pathname !== `/${language}`), box.press("Enter")]);
      assert.match(new URL(page.url()).pathname, new RegExp(`^/${language}/(questions|ministries|members)/`));
    });

    typing("are chosen by a click", async (page) => {
      await Promise.all([page.waitForURL((url) => url.pathname !== `/${language}`), page.locator(".suggestion").first().click()]);
      assert.match(new URL(page.url()).pathname, new RegExp(`^/${language}/(questions|ministries|members)/`));
    });

    typing("go away with Escape, the text staying", async (page, box) => {
      await box.press("Escape");
      assert.equal(await box.getAttribute("aria-expanded"), "false");
      assert.equal(await page.locator(".suggestion:visible").count(), 0);
      assert.equal(await box.inputValue(), words.slice(0, 8));
    });

    typing("leave Enter to the form while none is chosen", async (page, box) => {
      await Promise.all([page.waitForURL(`**/${language}/search?**`), box.press("Enter")]);
      assert.equal(new URL(page.url()).searchParams.get("q"), words.slice(0, 8));
    });
  });
}
