// From the councillor's question to the corrected answer, by every role that works on it; in both languages, with and without
// scripts.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { question } from "../fixtures/question.mjs";
import { inEach, inTurn, accepts, answers, logs, searches, sends } from "../lib/scenes.mjs";
import { at } from "../lib/staff.mjs";
import { day, plain, written } from "../lib/words.mjs";

test("an administrator enters the councillor who will ask", async () => {
  await (await at("administrator", "ar")).does(async (them) => {
    await them.goes("/staff/reference/members");
    await them.follows("member-new");
    await them.writes(them.group("reference-name"), question.author);
    await them.chooses("member-gender", "gender-masculine");
    await them.presses("account-save");
  });
});

inEach((language, javaScriptEnabled, n) => {
  describe(`${language}, JavaScript ${javaScriptEnabled ? "on" : "off"}: a question`, inTurn, () => {
    const number = 9101 + 10 * n;
    const as = async (role, work, reading = language) => (await at(role, reading, { javaScriptEnabled })).does(work);
    let code;

    test("is logged in Arabic; French is added", () =>
      as("councillors", async (clerk) => {
        const arabic = ({ ar }) => ({ ar });
        code = await logs(clerk, { author: question.author, subject: arabic(question.subject), subQuestions: question.subQuestions.map(arabic) });
        await clerk.reads(clerk.t("work-missing-fr"));

        await clerk.follows("step-edit");
        await clerk.writes(clerk.group("question-form-subject"), { fr: question.subject.fr });
        for (const [at, { fr }] of question.subQuestions.entries()) {
          await clerk.writes(clerk.group("question-form-sub", { n: at + 1 }), { fr });
        }
        await clerk.page.getByLabel(`${clerk.t("question-form-role")} (${clerk.t("language-fr")})`).selectOption({ label: clerk.t("role-unofficial-translation") });
        await clerk.presses("question-form-save");
        await clerk.isTold("flash-saved");
        await clerk.readsNot(clerk.t("work-missing-fr"));
      }));

    test("is deposited, transmitted and published", () =>
      as("councillors", async (clerk) => {
        await sends(clerk, code, number);
        await clerk.reads(String(number));
        await clerk.reads(written(language, day(20)));
      }));

    test("is due in twenty days, says the ministry's board, with why", () =>
      as("secretariat", async (agent) => {
        await agent.goes("/staff/board");
        const ticket = agent.item(number);
        await agent.reads(question.subject[language], ticket);
        await agent.follows(new RegExp(question.subject[language].slice(0, 20)), { within: ticket });
        await agent.reads(written(language, day(20)));
        await agent.page.getByText(agent.t("reckoning-summary")).click();
        await agent.reads(written(language, day(19)));
        await agent.look("reckoning");
      }));

    test("is assigned, answered in Arabic, cleared and submitted", () =>
      as("secretariat", async (agent) => {
        await agent.goes("/staff/board");
        await agent.follows(new RegExp(question.subject[language].slice(0, 20)), { within: agent.item(number) });
        await agent.field("board-assigned").selectOption({ index: 1 });
        await agent.presses("board-assign-button");
        await agent.isTold("flash-assigned");
        await answers(agent, { text: { ar: question.answer.ar.join("\n\n") }, coverage: question.coverage, minister: question.minister });
      }));

    test("has its answer accepted and published", () =>
      as("councillors", async (clerk) => {
        await clerk.goes("/staff/chamber");
        await clerk.reads(question.subject[language]);
        await accepts(clerk, code);
        await clerk.reads(question.answer.ar[0]);
      }));

    test("is found in French by a citizen, who is told that the French answer is missing", () =>
      as(null, async (citizen) => {
        const hit = await searches(citizen, "cadre juridique réseaux sociaux", number);
        await citizen.leave(() => hit.click(), "citizen");
        await citizen.reads(citizen.t("answer-text-missing"));
        await citizen.reads(question.answer.ar[0]);
      }, "fr"));

    test("gets its French answer at the translation desk", () =>
      as("councillors", async (clerk) => {
        await clerk.goes("/staff/desk");
        const line = clerk.item(number);
        await clerk.reads(clerk.t("need-missing"), line);
        await clerk.follows("desk-answer", { within: line });
        await clerk.reads(question.answer.ar[2]);
        for (const [at, paragraph] of question.answer.fr.entries()) {
          await clerk.page.getByLabel(clerk.t("translation-paragraph", { language: clerk.t("language-fr"), n: at + 1 })).fill(paragraph.replace("2030", at === 2 ? "2020" : ""));
        }
        await clerk.page.getByLabel(clerk.t("role-unofficial-translation")).check();
        await clerk.presses("translation-save-publish");
        await clerk.reads(clerk.t("doubts-title"));
        await clerk.page.getByLabel(clerk.t("translation-paragraph", { language: clerk.t("language-fr"), n: 3 })).fill(question.answer.fr[2]);
        await clerk.page.getByLabel(clerk.t("translation-reviewed")).check();
        await clerk.presses("translation-save-publish");
        await clerk.reads(clerk.t("confirm-not-yet"));
        await clerk.presses("translation-save-publish");
        await clerk.isTold("flash-translated-publicly");
      }));

    test("is read in French by a citizen", () =>
      as(null, async (citizen) => {
        const hit = await searches(citizen, "cellule numérique Maroc numérique 2030", number);
        await citizen.leave(() => hit.click(), "citizen");
        await citizen.reads(question.answer.fr[1]);
        await citizen.readsNot(citizen.t("answer-text-missing"));
      }, "fr"));

    test("has its answer corrected: the old one stays", () =>
      as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}`);
        await clerk.readsNot(clerk.t("work-judge"));
        await clerk.follows("publish-correction");
        const [, ...rest] = question.answer.ar;
        await clerk.writes(clerk.group("answer-form-text"), { ar: [question.correction.ar, ...rest].join("\n\n") });
        await clerk.confirms("publish-correction");
        await clerk.isTold("flash-recorded");
        await clerk.reads(question.correction.ar);
        await clerk.reads(question.answer.ar[0]);
        await clerk.follows("work-public-page");
        await clerk.reads(clerk.t("corrects-of", { date: written(language, day()) }));
        await clerk.reads(clerk.t("corrected-on", { date: written(language, day()) }));
        await clerk.reads(question.correction.ar);
        await clerk.reads(question.answer.fr[0]);
      }));

    test("tells all of it in its history, event by event", () =>
      as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}/history`);
        const told = (await clerk.page.locator("ol.history h2").allInnerTexts()).map(plain).reverse();
        const expected = ["logged", "edited", "deposited", "transmitted", "published", "assigned", "answer-submitted", "answered", "text-added", "text-reviewed", "corrected"];
        assert.deepEqual(told.map((line) => line.split(/ ?:/)[0]), expected.map((event) => clerk.t(`event-${event}`)));
      }));
  });
});
