// axe-core on a page: the violations as text; empty if there are none.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOWN = 5;

/** Runs every rule that axe enables by default, or the named ones. */
export async function violations(page, rules = null) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }) };
  const { violations: found } = await page.evaluate((chosen) => window.axe.run(document, chosen), options);
  const where = ({ html, failureSummary }) => `    ${html} — ${failureSummary.split("\n").slice(1).join(" ")}`;
  return found.map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.slice(0, SHOWN).map(where)].join("\n")).join("\n");
}
