// A passkey in addition to the password: added, used, missing; and the page without scripts.
import { describe, test } from "node:test";
import { authenticator } from "../lib/passkeys.mjs";
import { LANGUAGES } from "../lib/site.mjs";
import { at } from "../lib/staff.mjs";
import { invited } from "../lib/staff_states.mjs";

const PASSWORD = "سبعة أنهار تصب في المحيط";
const NAMES = { ar: "هاتف المكتب", fr: "Téléphone du bureau" };

async function signsIn(clerk, address) {
  await clerk.goes("/staff/sign-in");
  await clerk.fills("sign-in-address", address);
  await clerk.fills("sign-in-password", PASSWORD);
  await clerk.presses("sign-in-button");
}

async function signsOut(clerk) {
  await clerk.page.locator("details.account > summary").click();
  await clerk.presses("staff-sign-out");
}

for (const language of Object.keys(LANGUAGES)) {
  const address = `passkey.${language}@chamber.example`;
  describe(`${language}: a passkey`, { concurrency: 1 }, () => {
    test("is added, signs in and is missed", async () => {
      const link = await invited(address, language);
      await (await at(null, language)).does(async (clerk) => {
        const telephone = await authenticator(clerk.page);
        await clerk.goes(new URL(link).pathname.slice(`/${language}`.length));
        await clerk.fills("password-new", PASSWORD);
        await clerk.fills("password-again", PASSWORD);
        await clerk.presses("link-join-button");
        await clerk.follows("passkey-instead");
        await clerk.fills("passkey-name", NAMES[language]);
        await clerk.fills("password-current", "une autre phrase encore");
        await clerk.presses("passkey-add");
        await clerk.reads(clerk.t("problem-wrong-password"));
        await clerk.fills("password-current", PASSWORD);
        await clerk.presses("passkey-add");
        await clerk.reads(clerk.t("recovery-codes-once"));
        await clerk.goes("/staff/account");
        await clerk.reads(clerk.t("passkey-unused"), clerk.item(NAMES[language]));

        await signsOut(clerk);
        await signsIn(clerk, address);
        await clerk.reads(clerk.t("sign-in-recovery-code"));
        await clerk.presses("sign-in-passkey");
        await clerk.reads(clerk.t("chamber-title"));
        await clerk.goes("/staff/account");
        await clerk.reads(clerk.t("passkey-used"), clerk.item(NAMES[language]));

        await clerk.follows("passkey-add");
        await clerk.fills("passkey-name", "2");
        await clerk.fills("password-current", PASSWORD);
        await clerk.presses("passkey-add");
        await clerk.reads(clerk.t("problem-passkey-known"));

        await signsOut(clerk);
        await signsIn(clerk, address);
        await telephone.forgets();
        await clerk.presses("sign-in-passkey");
        await clerk.reads(clerk.t("problem-passkey-cancelled"));
      });
    });

    test("asks for a script", async () => {
      await (await at(null, language, { javaScriptEnabled: false })).does(async (clerk) => {
        await signsIn(clerk, address);
        await clerk.reads(clerk.t("passkey-scriptless"));
        await clerk.reads(clerk.t("sign-in-recovery-code"));
      });
    });
  });
}
