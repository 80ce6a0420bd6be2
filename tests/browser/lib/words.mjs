// The site's messages in a language: `words("ar")("step-deposit")`.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./server.mjs";

const LINE = /^([a-z][\w-]*) = (.+)$/gm;
const known = new Map();

/** One-line messages with their variables; enough to find text on a page. */
export function words(language) {
  if (!known.has(language)) {
    const folder = join(ROOT, "locales", language);
    const files = readdirSync(folder).filter((name) => name.endsWith(".ftl"));
    const lines = files.flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(LINE)]);
    known.set(language, new Map(lines.map(([, id, text]) => [id, text])));
  }
  return (id, variables = {}) => {
    const text = known.get(language).get(id);
    if (text === undefined) throw new Error(`no message of one line in ${language}: ${id}`);
    return text.replace(/\{ \$(\w+) \}/g, (_, name) => variables[name]);
  };
}

const MONTHS = { ar: "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر", fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre" };

/** A day as pages show it: `12 دجنبر 2026`. */
export function written(language, day) {
  const [year, month, date] = day.split("-").map(Number);
  const ordinal = language === "fr" && date === 1 ? "1er" : date;
  return `${ordinal} ${MONTHS[language].split(" ")[month - 1]} ${year}`;
}

/** The calendar day in Morocco, so many days from today. */
export function day(from = 0) {
  const instant = new Date(Date.now() + from * 86_400_000);
  return instant.toISOString().slice(0, 10);
}

/** The text without bidirectional isolates. */
export const plain = (text) => text.replace(/[\u2066-\u2069\u200e\u200f]/g, "").replace(/\s+/g, " ").trim();
