// Actions on the staff pages, which find everything by its visible text.
import assert from "node:assert/strict";
import { openPage } from "./browser.mjs";
import { site } from "./site.mjs";
import { plain, words } from "./words.mjs";

const PATIENCE = 10_000;
const SHOTS = process.env.JAWAB_BROWSER_SHOTS;
const sessions = new Map();
let shots = 0;

/** The session of a demonstration account, as Playwright's storage state. Its link can be used once, so each role signs in once. */
export function session(role) {
  if (!sessions.has(role)) sessions.set(role, enter(site.server.links[`${role}-ar`]));
  return sessions.get(role);
}

async function enter(link) {
  const { page, close } = await openPage(site.browser);
  try {
    await page.goto(link);
    await Promise.all([page.waitForURL((url) => !url.pathname.includes("/links/")), page.locator("main form .actions button").first().click()]);
    return await page.context().storageState();
  } finally {
    await close();
  }
}

/** A page of a signed-in user; `options` as for any page. */
export const openAs = async (role, options = {}) => openPage(site.browser, { ...options, storageState: await session(role) });

/** A user at work, with the actions they take. Without a role: a citizen. */
export async function at(role, language, options = {}) {
  const { page, troubles, close } = await (role ? openAs(role, options) : openPage(site.browser, options));
  page.setDefaultTimeout(PATIENCE);
  return new Person(page, language, { troubles, close });
}

export class Person {
  constructor(page, language, { troubles, close }) {
    Object.assign(this, { page, language, troubles, close, t: words(language) });
  }

  /** Runs an action, expects that no browser error occurred, and closes the page. */
  async does(work) {
    try {
      const done = await work(this);
      // The browser reports every response that rejects a form.
      assert.deepEqual(this.troubles.filter((trouble) => !/status of (409|422) /.test(trouble)), []);
      return done;
    } catch (error) {
      await this.look("failed");
      throw error;
    } finally {
      await this.close();
    }
  }

  async look(name) {
    if (SHOTS) await this.page.screenshot({ path: `${SHOTS}/${String(++shots).padStart(3, "0")}-${this.language}-${name}.png`, fullPage: true });
  }

  /** Opens a path below the language. */
  async goes(path) {
    const response = await this.page.goto(`${site.base}/${this.language}${path}`);
    await this.look(path.split("/").slice(-2).join("-").split("?")[0] || "home");
    return response.status();
  }

  async leave(act, name) {
    await Promise.all([this.page.waitForEvent("domcontentloaded"), act()]);
    await this.look(name);
  }

  /** Presses a button, found by its message, which submits a form. */
  async presses(id, { within = this.page, nth = 0 } = {}) {
    await this.leave(() => within.getByRole("button", { name: this.t(id), exact: true }).nth(nth).click(), id);
  }

  /** Presses a button whose message ends in a variable, such as a day: found by the text before it. */
  async pressesLike(id) {
    const start = escape(this.t(id, { date: "\0" }).split("\0")[0]);
    await this.leave(() => this.page.getByRole("button", { name: new RegExp(`^${start}`) }).first().click(), id);
  }

  /** Confirms on the page that shows which deadlines move, by the button that says how many. */
  async movesDeadlines() {
    await this.leave(() => this.page.locator("main form .actions button[value=confirm]").click(), "moves-confirm");
  }

  /** Continues from a form to its consequences, and confirms by the button that names the act. */
  async confirms(id) {
    await this.presses("step-continue");
    await this.reads(this.t("confirm-not-yet"));
    await this.presses(id);
  }

  /** Follows a link, found by its message or text. */
  async follows(what, { within = this.page.locator("main") } = {}) {
    const name = typeof what === "string" ? this.t(what) : what;
    await this.leave(() => within.getByRole("link", { name }).first().click(), typeof what === "string" ? what : "link");
  }

  /** A group of fields, found by the message of its heading. */
  group(id, variables) {
    const name = new RegExp(`^${escape(this.t(id, variables))}( |$)`);
    return this.page.locator("fieldset").filter({ has: this.page.locator(":scope > legend").filter({ hasText: name }) });
  }

  field(label, within = this.page) {
    const name = new RegExp(`^${escape(this.t(label))}( ?\\(.*\\))?$`);
    return within.getByLabel(name).first();
  }

  async fills(label, value, within) {
    await this.field(label, within).fill(String(value));
  }

  /** Chooses from a list; label and option are messages. */
  async chooses(label, option, within) {
    await this.field(label, within).selectOption({ label: this.t(option) });
  }

  /** Fills in a text in the given languages. */
  async writes(group, texts) {
    for (const [language, text] of Object.entries(texts)) await group.getByLabel(this.t(`in-language-${language}`)).fill(text);
  }

  async dates(id, day) {
    const [year, month, date] = day.split("-").map(Number);
    const group = this.group(id).last();
    await group.getByLabel(this.t("form-day")).fill(String(date));
    await group.getByLabel(this.t("form-month")).selectOption(String(month));
    await group.getByLabel(this.t("form-year")).fill(String(year));
  }

  /** Types a text into a picker. */
  async types(id, words) {
    await this.group(id).getByLabel(oneOf(...["picker-name", "picker-another", "answer-form-also-words"].map(this.t))).fill(words);
  }

  /** Searches and ticks the first result of that name. */
  async picks(id, words, name = words) {
    await this.types(id, words);
    await this.presses("picker-find", { within: this.group(id) });
    await this.group(id).getByLabel(name).first().check();
  }

  /** A row, board item or card of the page, found by text in it. */
  item(words, of = "article, li.item, .waits-list li") {
    return this.page.locator(of).filter({ hasText: String(words) }).first();
  }

  /** Expects a text on the page. */
  async reads(what, within = this.page.locator("main")) {
    const said = plain(await within.first().innerText());
    assert.ok(said.includes(plain(what)), `“${what}” is not in: ${said.slice(0, 3_000)}`);
  }

  /** Waits for a text that appears by itself. */
  async waitsFor(what) {
    await this.page.locator("main").getByText(what).first().waitFor();
  }

  async readsNot(what, within = this.page.locator("main")) {
    const said = plain(await within.first().innerText());
    assert.ok(!said.includes(plain(what)), `“${what}” is in: ${said.slice(0, 3_000)}`);
  }

  /** Expects the message that the action is done. */
  async isTold(id) {
    await this.reads(this.t(id), this.page.locator("[role=status]"));
  }
}

const oneOf = (...texts) => new RegExp(`^(${texts.map(escape).join("|")})`);
/** Names have plain spaces where French typography has others, so any space matches. */
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s+/g, "\\s+");
