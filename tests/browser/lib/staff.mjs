// The staff side, as its people use it.
import { openPage } from "./browser.mjs";
import { site } from "./site.mjs";

const sessions = new Map();

/** The session of an account of the demonstration, as Playwright keeps it. Its link can be used once, so each role signs in once. */
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

/** A page of somebody signed in; `options` as for any page. */
export const openAs = async (role, options = {}) => openPage(site.browser, { ...options, storageState: await session(role) });
