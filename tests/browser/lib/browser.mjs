// The system's Chromium, and pages that record errors.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** Chromium recommends offering RSA keys too; the server accepts none. */
const ADVICE = /pubKeyCredParams is missing/;

/** The browser executable: `JAWAB_CHROMIUM`, otherwise the first of the usual names on the path. */
function program() {
  if (process.env.JAWAB_CHROMIUM) return process.env.JAWAB_CHROMIUM;
  const candidates = process.env.PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error("no Chromium: apt-get install chromium");
  return found;
}

export const launch = () => chromium.launch({ executablePath: program(), headless: true, args: FLAGS });

/** A page in a new browser context; its `troubles` lists errors, content security policy violations and failed requests. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !ADVICE.test(message.text())) troubles.push(`console: ${message.text()} (${page.url()})`);
  });
  page.on("pageerror", (error) => troubles.push(`script: ${error.message} (${page.url()})`));
  page.on("response", (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()}: ${response.url()}`);
  });
  return { page, troubles, close: () => context.close() };
}

/** Waits until the page's islands that render differently after hydration are hydrated. */
export async function alive(page) {
  if (await page.locator("leptos-island[data-component^=SearchBox]").count()) await page.waitForSelector("leptos-island [role=combobox]");
}
