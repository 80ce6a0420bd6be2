// One address of each kind of staff page, found by following links as its people would; the server's own list of URLs says
// which kinds there are.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./server.mjs";

const LISTS = ["server/src/routes.rs", "server/src/routes/reference.rs"];
const READ = /(?:read|public)\(\s*"(\/staff[^"]*)"/g;
const LINK = /href="(\/\w\w\/staff[^"#]*)/g;
const PART = /(?:href|action)="([^"?]*)/g;
/** What is shown of these depends on how far they have come. */
const RECORDS = ["/staff/questions/{code}", "/staff/answers/{code}/{ministry}"];
const MOST_RECORDS = 30;

/** The addresses of the staff side that can be read, as in `/staff/questions/{code}/edit`; those with fixed parts first. */
export function routes() {
  const listed = LISTS.flatMap((file) => [...readFileSync(join(ROOT, file), "utf8").matchAll(READ)].map(([, path]) => path));
  const order = (path) => path.replaceAll("{", "~");
  return listed.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

const patterns = routes().map((route) => [route, new RegExp(`^/\\w\\w${route.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`)]);

/** The route of a path. */
export const routeOf = (path) => patterns.find(([, pattern]) => pattern.test(path.split("?")[0]))?.[0];

/** The route, and the step where the route is for several; a filtered list is a kind of its own. */
function kind(path) {
  const [place, query] = path.split("?");
  const route = routeOf(path);
  const step = route?.endsWith("{step}") ? place.split("/").at(-1) : "";
  return route && [route, step, query ? "filtered" : ""].join(" ").trim();
}

/** What can be done on a record's page: the last parts of the addresses below its own. */
function state(path, html) {
  const below = [...html.matchAll(PART)].map(([, link]) => link).filter((link) => link.startsWith(`${path.split("?")[0]}/`));
  return [...new Set(below.map((link) => link.split("/").at(-1)))].sort().join(" ");
}

/** The pages of somebody, by their kind: `request` is signed in. */
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
      if (times >= (RECORDS.includes(routeOf(link)) ? MOST_RECORDS : 1)) continue;
      read.set(kind(link), times + 1);
      queue.push(link);
    }
  }
  return found;
}
