// Staff pages with an error, without data, before a change is confirmed, and those shown once.
import { authenticator } from "./passkeys.mjs";
import { site } from "./site.mjs";
import { openAs } from "./staff.mjs";
import { routeOf } from "./staff_pages.mjs";
import { code } from "./totp.mjs";

const PASSWORD = "une phrase assez longue 09-08";

/** A form's main button; values with a colon look names up or move rows. */
const DOES = "button.button:not([value*=':'])";

/** Submits a form of the page as filled in; returns the response shown in the end. */
async function send(page, { form = "main form.form[method=post]", values = {}, files, button = DOES }) {
  const sent = page.locator(form).first();
  for (const [name, value] of Object.entries(values)) {
    const field = sent.locator(`[name="${name}"]`);
    if (["radio", "checkbox"].includes(await field.first().getAttribute("type"))) await sent.locator(`[name="${name}"][value="${value}"]`).check();
    else await field.first().evaluate((one, text) => (one.value = text), value);
  }
  if (files) await sent.locator("[type=file]").setInputFiles(files);
  const shown = page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 303);
  await sent.locator(button).first().evaluate((one) => one.click());
  const response = await shown;
  await page.waitForLoadState();
  return response;
}

/** The states of the pages of a role; `found` are its pages by kind. */
export function states(role, page, language, found) {
  const at = (path) => `${site.base}/${language}/staff${path}`;
  const one = (route, doing = "") => {
    const path = [...found].find(([kind, path]) => routeOf(path) === `/staff${route}` && kind.includes(doing))?.[1];
    if (!path) throw new Error(`${role} has no page for ${route} ${doing}`);
    return path.slice(`/${language}/staff`.length);
  };
  const shows = (name, path) => [name, () => page.goto(at(path))];
  const sends = (name, path, how = {}) => [name, async () => (await page.goto(at(path)), send(page, how))];
  const stale = { version: "0" };
  const day = (name, year = "2027") => ({ [`${name}-day`]: "3", [`${name}-month`]: "3", [`${name}-year`]: year });
  const question = (step) => {
    const path = [...found.values()].find((path) => path.split("?")[0].endsWith(`/${step}`));
    if (!path) throw new Error(`no question that ${role} can ${step}`);
    return path.slice(`/${language}/staff`.length);
  };
  return {
    administrator: () => [
      shows("not found", "/questions/nothing"),
      shows("not allowed", "/chamber"),
      shows("no member of that name", "/reference/members?q=zzzz"),
      shows("nothing in the audit record", "/audit?subject=nothing&from-day=45"),
      shows("a change of password", "/account/password"),
      sends("a change of password refused", "/account/password"),
      sends("an invitation sent back", "/accounts/new"),
      sends("an invitation made", "/accounts/new", { values: invitation(`other-${language}@example.ma`) }),
      sends("a token sent back", "/tokens"),
      sends("a token issued", "/tokens", { values: { name: `Portail ${language}`, scope: "read" } }),
      ...["legislatures", "groups", "members", "ministries", "themes", "holidays", "rules"].map((register) =>
        sends(`${register} sent back`, `/reference/${register}/new`, { values: register === "rules" ? { days: "x" } : {} }),
      ),
      sends("a theme that changed meanwhile", one("/reference/themes/{slug}"), { values: { ...stale, "name-fr": "Autre nom" } }),
      sends("a succession sent back", one("/reference/ministries/{slug}/succession")),
      sends("deadlines that a holiday would move", "/reference/holidays/new", { values: { ...soon("on"), "name-fr": "Jour de deuil", "source-fr": "Décret" } }),
      sends("deadlines that a rule would move", "/reference/rules/new", { values: { ...day("from"), days: "30" } }),
      sends("what an import would change", "/reference/members/import", { values: { chamber: "councillors", legislature: "11" }, files: ROSTER }),
      sends("an import sent back", "/reference/members/import", { values: { chamber: "councillors", legislature: "11" }, files: { ...ROSTER, buffer: Buffer.from("a\tb\n1\t2\n") } }),
      sends("a lapse of a legislature whose last day is not known", "/lapse", { values: { chamber: "councillors", legislature: "11", ...today("on"), reason: "Fin de la législature" } }),
      sends("a lapse sent back", "/lapse"),
    ],
    representatives: () => [
      shows("no question of these words", "/questions?q=zzzz"),
      shows("nothing to translate", "/desk?q=zzzz"),
      shows("an unknown step", `${one("/questions/{code}", "edit")}/nothing`),
      sends("a question sent back", "/questions/new"),
      sends("authors to choose from", "/questions/new", { values: { "authors-q": "a" }, button: "button[value='authors:find']" }),
      sends("a question that changed meanwhile", question("edit"), { values: { ...stale, "subject-ar": "موضوع آخر" } }),
      sends("a withdrawal sent back", question("withdraw")),
      sends("a redaction before it is made", question("redact"), { values: { words: "وزير", reason: "اسم مواطن" }, button: "button[value=check]" }),
      sends("a redaction of what is nowhere", question("redact"), { values: { words: "zzzz", reason: "اسم مواطن" }, button: "button[value=check]" }),
      sends("a transmission to be confirmed", question("transmit")),
      sends("a withdrawal to be confirmed", question("withdraw"), { values: { reason: "طلب صاحبه" } }),
      sends("an answer to be accepted", one("/answers/{code}/{ministry}/judge")),
      sends("an answer returned without a reason", one("/answers/{code}/{ministry}/judge"), { button: "button[value=return]" }),
      sends("a translation sent back", one("/desk/{code}/{into}")),
      sends("reminders sent back", "/chamber"),
      sends("a document sent back", question("attach")),
    ],
    equipment: () => [
      shows("a lane alone", "/board?lane=overdue"),
      shows("an empty board", "/board?q=zzzz&from=not-a-day"),
      sends("an assignment sent back", "/board", { form: "main form[action*='/assign']" }),
      sends("a calendar", "/board/notices"),
      sends("an answer sent back", one("/answers/{code}/{ministry}", "draft"), { button: "button[value=save]", values: { "text-ar": "", "text-fr": "" } }),
      sends("an answer that changed meanwhile", one("/answers/{code}/{ministry}", "draft"), { button: "button[value=save]", values: { ...stale, "text-fr": "Autre texte" } }),
      sends("a request sent back", one("/answers/{code}/{ministry}", "transfer"), { button: "button[formaction$='/transfer']" }),
    ],
  }[role]();
}

const ROSTER = {
  name: "members.tsv",
  mimeType: "text/tab-separated-values",
  buffer: Buffer.from("name_ar\tname_fr\tgender\tgroup_ar\tgroup_fr\nخدوج السلوي\tKhaddouj Esselaoui\tf\tفريق الأفق\tGroupe Horizon\nمريم العلمي\tMeriem El Alami\tf\tفريق الأفق\tGroupe Horizon\n"),
};

/** Fills in a day, so many days from now. */
function soon(name, days = 3) {
  const [year, month, date] = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split("-").map(Number);
  return { [`${name}-day`]: String(date), [`${name}-month`]: String(month), [`${name}-year`]: String(year) };
}

const today = (name) => soon(name, 0);

/** Sign-in pages: an invited user sets a second factor and signs in with it. */
export async function entry(page, language, seen) {
  const at = (path) => `${site.base}/${language}/staff${path}`;
  const address = `invitee-${language}@example.ma`;
  let secret = "";
  for (const route of ["/staff/links/{token}", "/staff/mail/{token}", "/staff/sign-in", "/staff/sign-in/code", "/staff/account/password", "/staff/account/second-factor", "/staff/account/passkeys/new", "/staff/account/passkeys/{id}/remove"]) seen.add(route);
  return [
    ["a link that holds no longer", () => page.goto(at("/links/nothing"))],
    ["a link of a mail that holds no longer", () => page.goto(at("/mail/nothing"))],
    ["signing in", () => page.goto(at("/sign-in"))],
    ["a page that needs it", () => page.goto(at("/audit"))],
    ["signing in refused", () => send(page, { values: { address, password: "wrong" } })],
    ["an invitation", async () => page.goto(await invited(address, language))],
    ["an invitation sent back", () => send(page, { values: { name: "", password: "court" } })],
    ["a second factor to set", () => send(page, { values: { name: "Meriem", password: PASSWORD, "password-again": PASSWORD } })],
    ["a second factor sent back", () => send(page, { values: { code: "000000" } })],
    [
      "recovery codes",
      async () => {
        secret = await page.locator("[name=secret]").inputValue();
        return send(page, { values: { code: code(secret), "current-password": PASSWORD } });
      },
    ],
    ["an account with a second factor", () => page.goto(at("/account"))],
    ["a passkey to add", async () => (await authenticator(page), page.goto(at("/account/passkeys/new")))],
    ["a passkey sent back", async () => (await buttoned(page), send(page, { values: { name: "" } }))],
    ["a passkey added", async () => (await buttoned(page), send(page, { values: { name: "هاتف", "current-password": PASSWORD } }))],
    ["a passkey to remove", async () => page.goto(site.base + (await page.locator("main a[href$='/remove']").getAttribute("href")))],
    ["a removal of a passkey sent back", () => send(page, { values: { "current-password": "wrong" } })],
    ["signed out", () => send(page, { form: "form[action$='/sign-out']", button: "button" })],
    ["a code asked for", async () => (await page.goto(at("/sign-in")), send(page, { values: { address, password: PASSWORD } }))],
    ["a code refused", () => send(page, { form: "main form.form:has([name=code])", values: { code: "000000" } })],
    ["a code asked for again", () => page.goto(at("/sign-in/code"))],
  ];
}

/** Waits for the passkey button, which the script adds. */
const buttoned = (page) => page.locator("leptos-island button").waitFor();

/** The fields of an invitation. */
const invitation = (address) => ({ address, name: "Meriem", role: "clerk", chamber: "councillors" });

/** The link that the administrator gets for a user. */
export async function invited(address, language) {
  const { page, close } = await openAs("administrator");
  try {
    await page.goto(`${site.base}/${language}/staff/accounts/new`);
    const response = await send(page, { values: invitation(address) });
    return /https?:[^"<\s]*\/staff\/links\/[\w-]+/.exec(await response.text())[0];
  } finally {
    await close();
  }
}
