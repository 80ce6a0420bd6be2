// No typed input is lost, and the form responds while typing: automatically with scripts, by its buttons without.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { question } from "../fixtures/question.mjs";
import { river } from "../fixtures/rivers.mjs";
import { COMBINATIONS, TWO, logs, publishes } from "../lib/scenes.mjs";
import { LANGUAGES } from "../lib/site.mjs";
import { at, Person } from "../lib/staff.mjs";
import { day, written } from "../lib/words.mjs";

const PASSWORD = "سبعة أنهار تصب في المحيط";
const ADDRESS = "second.clerk@chamber.example";

test("an administrator invites a second clerk, who chooses a password", async () => {
  let link;
  await (await at("administrator", "ar")).does(async (them) => {
    await them.goes("/staff/accounts/new");
    await them.fills("sign-in-address", ADDRESS);
    await them.fills("account-name", "ثريا المرابط");
    await them.page.getByLabel(them.t("staff-role-clerk")).check();
    await them.page.getByLabel(them.t("chamber-councillors")).check();
    await them.presses("account-invite-button");
    await them.reads(them.t("link-made-once"));
    link = await them.page.getByLabel("العربية").inputValue();
  });
  await (await at(null, "ar")).does(async (clerk) => {
    await clerk.goes(new URL(link).pathname.slice("/ar".length));
    await clerk.fills("password-new", PASSWORD);
    await clerk.fills("password-again", PASSWORD);
    await clerk.presses("link-join-button");
    await clerk.goes("/staff/chamber");
    await clerk.reads(clerk.t("chamber-title"));
  });
});

/** The second clerk, signed in by password. */
async function second(language, options) {
  const clerk = await at(null, language, options);
  await clerk.goes("/staff/sign-in");
  await signsIn(clerk);
  return clerk;
}

async function signsIn(clerk) {
  await clerk.fills("sign-in-address", ADDRESS);
  await clerk.fills("sign-in-password", PASSWORD);
  await clerk.presses("sign-in-button");
}

const subjectOf = (person) => person.group("question-form-subject").getByLabel(person.t(`in-language-${person.language}`));

for (const [n, [language, javaScriptEnabled]] of COMBINATIONS.entries()) {
  describe(`${language}, JavaScript ${javaScriptEnabled ? "on" : "off"}: what is typed`, () => {
    const options = { javaScriptEnabled };

    test("survives the end of the session", async () => {
      await (await second(language, options)).does(async (clerk) => {
        await clerk.goes("/staff/questions/new");
        await subjectOf(clerk).fill(river(60 + n)[language]);
        await clerk.picks("question-form-authors", { ar: "خدوج السلوي", fr: "Khaddouj Esselaoui" }[language]);
        await clerk.page.context().clearCookies();
        await clerk.presses("question-form-save");
        await clerk.reads(clerk.t("sign-in-ended"));
        await signsIn(clerk);
        await clerk.reads(clerk.t("resume-title"));
        await clerk.presses("resume-button");
        assert.equal(await subjectOf(clerk).inputValue(), river(60 + n)[language]);
        await clerk.presses("question-form-save");
        await clerk.isTold("flash-saved");
        await clerk.reads(river(60 + n)[language]);
        clerk.troubles.length = 0;
      });
    });

    test("by two clerks at once is shown side by side, and none of it is lost", async () => {
      let code;
      await (await at("councillors", language, options)).does(async (first) => {
        code = await logs(first, { subject: { [language]: "مسودة — brouillon" } });
        await first.goes(`/staff/questions/${code}/edit`);
        await (await second(language, options)).does(async (other) => {
          await other.goes(`/staff/questions/${code}/edit`);
          await subjectOf(other).fill("صيغة ثانية — deuxième version");
          await other.presses("question-form-save");
          await other.isTold("flash-saved");
        });
        await subjectOf(first).fill("صيغة ثالثة — troisième version");
        await first.presses("question-form-save");
        await first.reads(first.t("conflict-title"));
        await first.reads("صيغة ثانية — deuxième version");
        await first.reads("ثريا المرابط");
        const mine = first.page.getByLabel(first.t("conflict-yours"));
        assert.equal(await mine.inputValue(), "صيغة ثالثة — troisième version");
        await first.presses("conflict-keep-mine");
        await first.isTold("flash-saved");
        await first.reads("صيغة ثالثة — troisième version");
      });
    });

    test("is compared with what was asked before, and has its deadline reckoned", async () => {
      await (await at("councillors", language, options)).does(async (clerk) => {
        await clerk.goes("/staff/questions/new");
        const address = clerk.page.url();
        await clerk.dates("question-form-transmitted", day(-3));
        await subjectOf(clerk).pressSequentially(question.subject[language]);
        if (!javaScriptEnabled) await clerk.presses("question-form-check");
        await clerk.waitsFor(LANGUAGES[language].subject);
        await clerk.reads(clerk.t("duplicates-title"));
        await clerk.reads(clerk.t("duplicate-send-first"));
        await clerk.waitsFor(written(language, day(17)));
        if (javaScriptEnabled) assert.equal(clerk.page.url(), address);
        await clerk.look("companion");
        assert.equal(await subjectOf(clerk).inputValue(), question.subject[language]);
      });
    });

    test("is never an act: Enter saves the draft, or looks for a name", async () => {
      await (await at("councillors", language, options)).does(async (clerk) => {
        await clerk.goes("/staff/questions/new");
        await subjectOf(clerk).fill(river(64 + n)[language]);
        await clerk.types("question-form-authors", { ar: "سلوي", fr: "esselaoui" }[language]);
        await clerk.leave(() => clerk.group("question-form-authors").locator("input[type=text]").press("Enter"), "enter-name");
        const found = clerk.group("question-form-authors").getByRole("checkbox").first();
        assert.equal(await found.isChecked(), false);
        await clerk.group("question-form-authors").locator("input[type=text]").fill("");
        await clerk.dates("question-form-deposited", day(-1));
        await clerk.dates("question-form-transmitted", day());
        await clerk.leave(() => clerk.group("question-form-transmitted").last().getByLabel(clerk.t("form-year")).press("Enter"), "enter-year");
        await clerk.isTold("flash-saved-only");
        await clerk.reads(clerk.t("status-draft"));
      });
    });

    test("is offered again after the page was left", async () => {
      await (await second(language, options)).does(async (clerk) => {
        await clerk.goes("/staff/questions/new");
        await subjectOf(clerk).pressSequentially(river(70 + n)[language]);
        if (javaScriptEnabled) await clerk.waitsFor(clerk.t("question-form-kept"));
        else await clerk.presses("question-form-keep");
        await subjectOf(clerk).press("End");
        await subjectOf(clerk).pressSequentially(" 1");
        await clerk.goes("/staff/chamber");
        await clerk.goes("/staff/questions/new");
        await clerk.reads(clerk.t("kept-title"));
        await clerk.follows("kept-take-up");
        const last = javaScriptEnabled ? " 1" : "";
        assert.equal(await subjectOf(clerk).inputValue(), river(70 + n)[language] + last);
        await clerk.goes("/staff/questions/new");
        await clerk.page.getByText(clerk.t("kept-discard-ask"), { exact: true }).click();
        await clerk.presses("kept-discard");
        await clerk.isTold("flash-discarded");
        await clerk.readsNot(clerk.t("kept-title"));
      });
    });
  });
}

for (const [n, language] of ["ar", "fr"].entries()) {
  test(`${language}: what is typed into an answer is offered again after the page was left, until it is saved`, async () => {
    const [subject, number] = [river(78 + n), 9501 + n];
    await (await at("councillors", language)).does(async (clerk) => {
      await logs(clerk, { subject, number });
      await publishes(clerk);
    });
    await (await at("secretariat", language)).does(async (agent) => {
      const opens = async () => {
        await agent.goes("/staff/board?lane=later");
        await agent.follows(new RegExp(subject[language]), { within: agent.item(number) });
      };
      const text = agent.group("answer-form-text").getByLabel(agent.t(`in-language-${language}`));
      await opens();
      await text.pressSequentially("البرنامج جاهز — le programme est prêt");
      await agent.waitsFor(agent.t("question-form-kept"));
      await text.press("End");
      await text.pressSequentially(" 1");
      await agent.goes("/staff/board");
      await opens();
      assert.equal(await text.inputValue(), "");
      await agent.reads(agent.t("kept-title"));
      await agent.follows("kept-take-up");
      assert.equal(await text.inputValue(), "البرنامج جاهز — le programme est prêt 1");
      await agent.presses("answer-form-save");
      await agent.isTold("flash-saved");
      await agent.readsNot(agent.t("kept-title"));
    });
  });
}

for (const language of ["ar", "fr"]) {
  test(`${language}: a form that is gone back to leaves no unfinished copy once it is saved`, async () => {
    await (await second(language)).does(async (clerk) => {
      await throwsAllAway(clerk);
      await clerk.goes("/staff/questions/new");
      await subjectOf(clerk).pressSequentially("سؤال عدنا إليه");
      await clerk.waitsFor(clerk.t("question-form-kept"));
      await clerk.goes("/staff/chamber");
      await clerk.page.goBack();
      await clerk.waitsFor(clerk.t("question-form-kept"));
      assert.equal(await subjectOf(clerk).inputValue(), "سؤال عدنا إليه");
      await subjectOf(clerk).press("End");
      await subjectOf(clerk).pressSequentially(" ثم أتممناه");
      await clerk.presses("question-form-save");
      await clerk.isTold("flash-saved");
      // Gone back to once more, it is saved already.
      await clerk.page.goBack();
      await clerk.page.waitForTimeout(5_000);
      await clerk.goes("/staff/kept");
      await clerk.reads(clerk.t("kept-list-none"));
    });
  });
}

/** The text before the time in a sentence that says since when. */
const since = (person, id) => person.t(id, { time: "\0" }).split("\0")[0].trim();

/** Discards all of the clerk's form drafts: they would be offered above the next new question. */
async function throwsAllAway(clerk) {
  for (;;) {
    await clerk.goes("/staff/kept");
    const asks = clerk.page.getByText(clerk.t("kept-discard-ask"), { exact: true });
    if ((await asks.count()) === 0) return clerk.reads(clerk.t("kept-list-none"));
    await asks.first().click();
    await clerk.presses("kept-discard");
    await clerk.isTold("flash-discarded");
  }
}

/** Hides or shows the page, as switching tabs does. */
const hides = (page, hidden) =>
  page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, hidden);

/** Leaves for another page and stays when the browser asks; returns the question. */
async function isAsked(page, to) {
  const asks = page.waitForEvent("dialog");
  const leaves = page.evaluate((address) => window.location.assign(address), to).catch(() => {});
  const asked = await asks;
  await asked.dismiss();
  await leaves;
  return asked.type();
}

for (const language of ["ar", "fr"]) {
  test(`${language}: what cannot be kept is told and asked about, and kept once the server is back`, async () => {
    await (await second(language)).does(async (clerk) => {
      await clerk.goes("/staff/questions/new");
      const address = clerk.page.url();
      await subjectOf(clerk).pressSequentially("مسودة — brouillon");
      await clerk.waitsFor(clerk.t("question-form-kept"));
      await clerk.page.route("**/staff/kept", (route) => route.abort());
      await subjectOf(clerk).pressSequentially(" 1");
      await clerk.waitsFor(since(clerk, "kept-failing"));
      await clerk.look("not-kept");
      assert.equal(await isAsked(clerk.page, `/${language}/staff/chamber`), "beforeunload");
      assert.equal(clerk.page.url(), address);
      await subjectOf(clerk).pressSequentially(" 2");

      await clerk.page.unroute("**/staff/kept");
      await clerk.page.evaluate(() => window.dispatchEvent(new Event("online")));
      await clerk.waitsFor(clerk.t("kept-again"));
      // The browser no longer asks.
      await clerk.goes("/staff/chamber");
      await clerk.goes("/staff/questions/new");
      await clerk.follows("kept-take-up");
      assert.equal(await subjectOf(clerk).inputValue(), "مسودة — brouillon 1 2");
      await throwsAllAway(clerk);
      clerk.troubles.length = 0;
    });
  });

  test(`${language}: who is signed out while typing is told, signs in beside it, and loses nothing`, async () => {
    await (await second(language)).does(async (clerk) => {
      await clerk.goes("/staff/questions/new");
      await subjectOf(clerk).pressSequentially("مسودة — brouillon");
      await clerk.waitsFor(clerk.t("question-form-kept"));
      await clerk.page.context().clearCookies();
      await subjectOf(clerk).pressSequentially(" 1");
      await clerk.waitsFor(since(clerk, "kept-signed-out"));
      await clerk.look("signed-out-typing");
      const opened = clerk.page.context().waitForEvent("page");
      await clerk.page.getByRole("link", { name: clerk.t("kept-sign-in"), exact: true }).click();
      const tab = await opened;
      await tab.waitForLoadState();
      await signsIn(new Person(tab, language, clerk));
      await tab.close();
      await hides(clerk.page, false);
      await clerk.waitsFor(clerk.t("kept-again"));
      await throwsAllAway(clerk);
      clerk.troubles.length = 0;
    });
  });

  test(`${language}: what is typed is kept as soon as the page is out of sight`, async () => {
    await (await second(language)).does(async (clerk) => {
      await clerk.goes("/staff/questions/new");
      await subjectOf(clerk).fill("مسودة — brouillon");
      await clerk.waitsFor(clerk.t("question-form-kept"));
      // Long before the automatic save.
      const sent = clerk.page.waitForRequest("**/staff/kept", { timeout: 2_000 });
      await subjectOf(clerk).fill("نص أطول — une version plus longue");
      await hides(clerk.page, true);
      await sent;
      await clerk.goes("/staff/chamber");
      await clerk.goes("/staff/questions/new");
      await clerk.follows("kept-take-up");
      assert.equal(await subjectOf(clerk).inputValue(), "نص أطول — une version plus longue");
      await throwsAllAway(clerk);
    });
  });
}

for (const [language, javaScriptEnabled] of TWO) {
  test(`${language}, JavaScript ${javaScriptEnabled ? "on" : "off"}: of several new questions that were begun all are offered`, async () => {
    await (await second(language, { javaScriptEnabled })).does(async (clerk) => {
      const words = ["مسودة أولى — un", "مسودة ثانية — deux", "مسودة ثالثة — trois"];
      for (const one of words) {
        await clerk.goes("/staff/questions/new");
        await subjectOf(clerk).fill(one);
        await clerk.presses("question-form-keep");
        await clerk.isTold("flash-kept");
      }
      for (const one of words) await clerk.reads(one);
      await clerk.look("several-kept");
      await clerk.goes("/staff/chamber");
      await clerk.follows("kept-list-open");
      for (const one of words) await clerk.reads(one);
      await clerk.follows("kept-take-up", { within: clerk.item("مسودة ثانية") });
      assert.equal(await subjectOf(clerk).inputValue(), words[1]);
      await clerk.reads(words[0]);
      await throwsAllAway(clerk);
    });
  });
}
