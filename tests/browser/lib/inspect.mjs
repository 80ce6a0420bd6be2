// Checks of every page: accessible in both colour schemes, valid HTML, within its content security policy, no wider than a small
// phone, and only islands that the client knows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import rules from "../html-validate.config.mjs";
import { violations } from "./axe.mjs";
import { alive } from "./browser.mjs";
import { DIST } from "./server.mjs";

const client = readFileSync(join(DIST, "client.js"), "utf8");
const exported = new Set([...client.matchAll(/^export function (\w+)/gm)].map(([, name]) => name));
const htmlValidate = new HtmlValidate(rules);
const SHOTS = process.env.JAWAB_BROWSER_SHOTS;

/** Checks the page that `visit` opens; returns the response. One subtest per check, so that a page with several faults shows them all. */
export async function inspect(context, { page, troubles }, name, visit) {
  let html = "";
  await context.test("loads within its content security policy", async () => {
    troubles.length = 0;
    const response = await visit(page);
    html = await response.text();
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${new URL(page.url()).pathname.slice(1, 3)}-${name.replaceAll(/[^\w]+/g, "-")}.png`, fullPage: true });
    const policy = response.headers()["content-security-policy"] ?? "";
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'/);
    await alive(page);
    // The console reports 404 pages and rejected forms, as expected.
    const expected = response.ok() ? /^$/ : /Failed to load resource: the server responded with a status of 4\d\d/;
    assert.deepEqual(troubles.filter((trouble) => !expected.test(trouble)), []);
  });
  await context.test("has no islands the client does not know", async () => {
    const components = await page.locator("leptos-island").evaluateAll((all) => all.map((island) => island.dataset.component));
    assert.deepEqual(components.filter((component) => !exported.has(component)), []);
  });
  // The dark scheme differs in colours only.
  for (const [colorScheme, rules] of [["light", null], ["dark", ["color-contrast", "link-in-text-block"]]]) {
    await context.test(`is accessible, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      assert.equal(await violations(page, rules), "");
    });
  }
  await context.test("fits 320 pixels", async () => assert.equal(await beyond(page), ""));
  await context.test("is valid HTML", async () => {
    const report = await htmlValidate.validateString(html, name);
    const errors = report.results.flatMap((result) => result.messages).filter((message) => message.severity === 2);
    const said = errors.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column}) ${near(html, line, column)}`);
    assert.equal(said.join("\n"), "");
  });
}

/** The elements wider than a small phone; empty if there are none. */
async function beyond(page) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const [wide, culprits] = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const sticksOut = (element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (right > room + 1 || left < -1);
    };
    const all = [...document.querySelectorAll("body *")].filter(sticksOut);
    return [document.documentElement.scrollWidth - room, all.slice(-3).map((element) => element.outerHTML.slice(0, 120))];
  });
  await page.setViewportSize(size);
  return wide > 0 ? `${wide} pixels too wide: ${culprits.join(" | ")}` : "";
}

const near = (html, line, column) => html.split("\n")[line - 1]?.slice(Math.max(0, column - 30), column + 60);
