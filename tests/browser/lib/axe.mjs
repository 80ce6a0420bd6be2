// axe-core on a page: what it finds, as readable text; empty where all is well.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOWN = 5;

export async function violations(page) {
  await page.evaluate(source);
  const { violations: found } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const where = ({ html, failureSummary }) => `    ${html} — ${failureSummary.split("\n").slice(1).join(" ")}`;
  return found.map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.slice(0, SHOWN).map(where)].join("\n")).join("\n");
}
