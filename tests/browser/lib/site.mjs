// The one server and the one browser that all specs share.
import { after, before } from "node:test";
import { launch } from "./browser.mjs";
import { startServer } from "./server.mjs";

export const LANGUAGES = {
  ar: { dir: "rtl", other: "fr", words: "منصات التواصل الاجتماعي", subject: "الإطار القانوني لاستعمال منصات التواصل الاجتماعي" },
  fr: { dir: "ltr", other: "ar", words: "réseaux sociaux administrations", subject: "Cadre juridique de l’utilisation des plateformes" },
};

export const site = {};

before(async () => {
  site.server = await startServer();
  site.base = site.server.base;
  site.browser = await launch();
});

after(async () => {
  await site.browser?.close();
  await site.server?.stop();
});
