// The smaller steps of a question: returned and holding answers, documents, redactions, reminders, and publishing it again.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { river } from "../fixtures/rivers.mjs";
import { TWO, answers, inEach, inTurn, logs, publishes } from "../lib/scenes.mjs";
import { at } from "../lib/staff.mjs";

const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

inEach((language, javaScriptEnabled, n) => {
  describe(`${language}, JavaScript ${javaScriptEnabled ? "on" : "off"}: a question`, inTurn, () => {
    const number = 9401 + n;
    const as = async (role, work) => (await at(role, language, { javaScriptEnabled })).does(work);
    const subject = river(80 + n);
    const named = { ar: "تضرر منه السيد حمو أوعلي من دوار تغبولة.", fr: "M. Hammou Ouali, du douar Tighboula, en souffre." };
    const name = { ar: "حمو أوعلي", fr: "Hammou Ouali" };
    let code;

    test("has a document, which must be one", () =>
      as("councillors", async (clerk) => {
        code = await logs(clerk, { subject, text: named, number });
        await publishes(clerk);
        await clerk.follows("step-attach");
        await clerk.fills("step-attachment-title", "صور المقلع");
        await clerk.page.getByLabel(clerk.t("step-attachment-file")).setInputFiles({ name: "صور.pdf", mimeType: "application/pdf", buffer: Buffer.from("nothing") });
        await clerk.presses("step-attach-publish");
        await clerk.reads(clerk.t("problem-not-a-pdf"));
        await clerk.page.getByLabel(clerk.t("step-attachment-file")).setInputFiles({ name: "صور.pdf", mimeType: "application/pdf", buffer: PDF });
        await clerk.presses("step-attach-publish");
        await clerk.reads(clerk.t("confirm-not-yet"));
        await clerk.presses("step-attach-publish");
        await clerk.isTold("flash-attached");
        await clerk.reads("صور المقلع");
      }));

    test("loses a document that was attached by mistake", () =>
      as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}`);
        await clerk.follows("step-withdraw-document");
        await clerk.page.getByLabel("صور المقلع").check();
        await clerk.fills("step-reason", "أرفقت بسؤال آخر");
        await clerk.presses("step-withdraw-document");
        await clerk.isTold("flash-document-withdrawn");
        await clerk.readsNot("صور المقلع");
      }));

    test("loses a citizen's name, seen before", () =>
      as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}`);
        await clerk.follows("step-redact");
        await clerk.fills("step-words", Object.values(name).join("\n"));
        await clerk.fills("step-reason", "طلب صاحبه");
        await clerk.presses("step-redact-look");
        await clerk.reads(clerk.t("step-redacted"));
        for (const form of Object.values(name)) await clerk.reads(form);
        await clerk.presses("step-redact");
        await clerk.isTold("flash-redacted");
        for (const form of Object.values(name)) await clerk.readsNot(form);
      }));

    test("gets a holding answer, then one that is returned", async () => {
      await as("secretariat", async (agent) => {
        await agent.goes("/staff/board?lane=later");
        await agent.follows(new RegExp(subject[language]), { within: agent.item(number) });
        await agent.page.getByLabel(agent.t("answer-holding")).check();
        await answers(agent, { text: { [language]: "1. Enquête — بحث" } });
      });
      await as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}`);
        await clerk.follows("work-judge");
        await clerk.presses("judge-accept");
        await clerk.reads(clerk.t("says-clock-goes-on"));
        await clerk.presses("judge-accept");
        await clerk.isTold("flash-accepted");
        await clerk.reads(clerk.t("holding-note"));
      });
      await as("secretariat", async (agent) => {
        await agent.goes("/staff/board?lane=later");
        await agent.follows(new RegExp(subject[language]), { within: agent.item(number) });
        await agent.group("answer-form-kind").getByRole("radio").first().check();
        await answers(agent, { text: { [language]: "2. Fermée — أغلق" } });
      });
      await as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}`);
        await clerk.follows("work-judge");
        await clerk.presses("judge-return");
        await clerk.reads(clerk.t("problem-missing"));
        await clerk.fills("judge-reason", "Date ? — التاريخ؟");
        await clerk.presses("judge-return");
        await clerk.isTold("flash-returned");
      });
      await as("secretariat", async (agent) => {
        await agent.goes("/staff/board?lane=later");
        await agent.reads(agent.t("ticket-returned"), agent.item(number));
        await agent.follows(new RegExp(subject[language]), { within: agent.item(number) });
        await agent.reads("Date ? — التاريخ؟");
      });
    });

    test("is come back to after its form was refused", () =>
      as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}/withdraw`);
        for (let sent = 0; sent < 2; sent += 1) {
          await clerk.presses("step-continue");
          await clerk.reads(clerk.t("problem-missing"));
          await clerk.page.waitForLoadState("load");
        }
        // Without scripts a reload would submit the form again.
        if (!javaScriptEnabled) return;
        await clerk.goes("/staff/questions");
        await clerk.page.goBack();
        await clerk.reads(clerk.t("effect-withdraw"));
        await clerk.page.goBack();
        await clerk.reads(clerk.t("effect-withdraw"));
      }));

    test("is renewed by a reminder, and put orally in the end", () =>
      as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}`);
        await clerk.follows("step-renew");
        await clerk.presses("step-renew-button");
        await clerk.isTold("flash-renewed");
        await clerk.reads(clerk.t("link-renews"));
        await clerk.goes(`/staff/questions/${code}`);
        await clerk.reads(clerk.t("link-renewed-by"));
        await clerk.follows("step-convert");
        await clerk.fills("step-reason", "طلب صاحبه");
        await clerk.confirms("step-convert");
        await clerk.isTold("flash-converted");
        assert.ok(await clerk.page.getByText(clerk.t("status-converted")).count());
      }));
  });
}, TWO);
