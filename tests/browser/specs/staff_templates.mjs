// Every kind of staff page passes the checks, in both languages and for each role; so do rejected forms, confirmations, and
// pages shown once.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { openPage } from "../lib/browser.mjs";
import { inspect } from "../lib/inspect.mjs";
import { LANGUAGES, site } from "../lib/site.mjs";
import { openAs } from "../lib/staff.mjs";
import { routeOf, routes, staffPages } from "../lib/staff_pages.mjs";
import { entry, states } from "../lib/staff_states.mjs";

/** The other Chamber's clerk has the same pages, and so has the other ministry's agent. */
const ROLES = ["administrator", "representatives", "equipment"];
/** Downloads, routes without a page, and pages that exist only after the end of a legislature: all tested elsewhere. */
const NO_PAGES = ["/staff", "/staff/board.csv", "/staff/chamber.csv", "/staff/lapse/{id}"];

for (const language of Object.keys(LANGUAGES)) {
  describe(`${language}, every kind of staff page`, { concurrency: 2 }, () => {
    const seen = new Set(NO_PAGES);
    const kinds = new Set();
    const look = (who, open, visits) =>
      test(`is sound, for ${who}`, async (context) => {
        const opened = await open();
        try {
          for (const [name, visit] of await visits(opened.page)) await context.test(name, (one) => inspect(one, opened, name, visit));
        } finally {
          await opened.close();
        }
      });
    for (const role of ROLES) {
      look(role, () => openAs(role), async (page) => {
        const found = await staffPages(page.context().request, site.base, language);
        // Only users with a form draft get a link to this page.
        found.set("kept", `/${language}/staff/kept`);
        for (const path of found.values()) seen.add(routeOf(path));
        const fresh = [...found].filter(([kind]) => !kinds.has(kind) && kinds.add(kind));
        const pages = fresh.map(([kind, path]) => [kind, () => page.goto(site.base + path)]);
        return [...pages, ...states(role, page, language, found)];
      });
    }
    look("whoever comes in", () => openPage(site.browser), (page) => entry(page, language, seen));
    after(() => assert.deepEqual(routes().filter((route) => !seen.has(route)), [], "kinds of pages that nothing leads to"));
  });
}
