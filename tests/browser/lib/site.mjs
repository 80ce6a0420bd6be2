// The server and the browser that all specs share.
import { after, before } from "node:test";
import { launch } from "./browser.mjs";
import { startServer } from "./server.mjs";

export const LANGUAGES = {
  ar: { dir: "rtl", other: "fr", words: "شبكات التواصل الاجتماعي", subject: "استعمال الإدارات العمومية لشبكات التواصل الاجتماعي", ministry: "حمايه الصحه" },
  fr: { dir: "ltr", other: "ar", words: "réseaux sociaux administrations", subject: "Usage des réseaux sociaux par les administrations publiques", ministry: "protection sante" },
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
