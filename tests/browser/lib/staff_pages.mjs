// One URL of each kind of staff page, found by following links as its users would; the server's list of routes defines the
// kinds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./server.mjs";

/** Written down once for both suites: a Rust test compares it with the server's list of routes. */
const ROUTES = "tests/browser/lib/staff_routes.txt";
const LINK = /href="(\/\w\w\/staff[^"#]*)/g;
const PART = /(?:href|action)="([^"?]*)/g;
/** The contents of these pages depend on the state of the record. */
const RECORDS = ["/staff/questions/{code}", "/staff/answers/{code}/{ministry}"];
const MAX_RECORDS = 30;

/** The GET routes of the staff side, such as `/staff/questions/{code}/edit`; those with fixed segments first. */
export function routes() {
  const listed = readFileSync(join(ROOT, ROUTES), "utf8").trim().split("\n");
  const order = (path) => path.replaceAll("{", "~");
  return listed.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

const patterns = routes().map((route) => [route, new RegExp(`^/\\w\\w${route.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`)]);

/** The route of a path. */
export const routeOf = (path) => patterns.find(([, pattern]) => pattern.test(path.split("?")[0]))?.[0];

/** The route, plus the step where one route serves several; a filtered list is a kind of its own. */
function kind(path) {
  const [place, query] = path.split("?");
  const route = routeOf(path);
  const step = route?.endsWith("{step}") ? place.split("/").at(-1) : "";
  return route && [route, step, query ? "filtered" : ""].join(" ").trim();
}

/** The actions on a record's page: the last segments of the URLs below its own. */
function state(path, html) {
  const below = [...html.matchAll(PART)].map(([, link]) => link).filter((link) => link.startsWith(`${path.split("?")[0]}/`));
  return [...new Set(below.map((link) => link.split("/").at(-1)))].sort().join(" ");
}

/** The pages of a user, by kind: `request` is signed in. */
export async function staffPages(request, base, language) {
  const found = new Map();
  const read = new Map();
  const queue = [`/${language}/staff`];
  while (queue.length > 0) {
    const path = queue.shift();
    const answer = await request.get(base + path);
    if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    const html = await answer.text();
    const name = RECORDS.includes(routeOf(path)) ? `${kind(path)}: ${state(path, html)}` : kind(path);
    if (found.has(name)) continue;
    found.set(name, path);
    for (const [, escaped] of html.matchAll(LINK)) {
      const link = escaped.replaceAll("&amp;", "&");
      const times = read.get(kind(link)) ?? 0;
      if (!kind(link) || !link.startsWith(`/${language}/`) || queue.includes(link)) continue;
      if (times >= (RECORDS.includes(routeOf(link)) ? MAX_RECORDS : 1)) continue;
      read.set(kind(link), times + 1);
      queue.push(link);
    }
  }
  return found;
}
