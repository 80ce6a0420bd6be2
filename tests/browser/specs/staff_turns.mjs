// What can happen to a question: a transfer, grouping, a return to its author, hiding.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { river } from "../fixtures/rivers.mjs";
import { inEach, inTurn, EQUIPMENT, accepts, answers, logs, publishes, searches } from "../lib/scenes.mjs";
import { at } from "../lib/staff.mjs";
import { day } from "../lib/words.mjs";

inEach((language, javaScriptEnabled, n) => {
  describe(`${language}, JavaScript ${javaScriptEnabled ? "on" : "off"}: a question`, inTurn, () => {
    const number = 9201 + 10 * n;
    const as = async (role, work) => (await at(role, language, { javaScriptEnabled })).does(work);
    const about = (turn) => river(4 * turn + n);
    /** Logged, transmitted and published by the clerk; returns its code. */
    const sent = async (turn, on) => {
      let code;
      await as("councillors", async (clerk) => {
        code = await logs(clerk, { subject: about(turn), number: number + turn, on });
        await publishes(clerk);
      });
      return code;
    };

    test("goes to another ministry, which answers", async () => {
      const code = await sent(0);
      const why = "مقالع الرمال من اختصاص قطاع التجهيز والماء.";
      await as("secretariat", async (agent) => {
        await agent.goes("/staff/board?lane=later");
        await agent.follows(new RegExp(about(0)[language]), { within: agent.item(number) });
        await agent.page.getByText(agent.t("answer-transfer")).click();
        await agent.picks("answer-transfer-to", EQUIPMENT[language]);
        await agent.fills("step-reason", why);
        await agent.presses("answer-transfer-button");
        await agent.isTold("flash-transfer-asked");
      });
      await as("councillors", async (clerk) => {
        await clerk.goes("/staff/chamber");
        await clerk.reads(why, clerk.item(number));
        await clerk.follows(new RegExp(about(0)[language]), { within: clerk.item(number) });
        await clerk.follows("work-decide");
        await clerk.presses("step-decide-transfer-button");
        await clerk.isTold("flash-transferred");
        await clerk.follows("work-history");
        await clerk.reads(why);
        await clerk.reads(clerk.t("event-transferred"));
      });
      await as("secretariat", async (agent) => {
        await agent.goes("/staff/board");
        const gone = agent.item(number);
        await agent.reads(EQUIPMENT[language], gone);
        assert.equal(await gone.locator("a").count(), 0, "the question is no longer theirs to open");
      });
      await as("equipment", async (agent) => {
        await agent.goes("/staff/board");
        await agent.follows(new RegExp(about(0)[language]), { within: agent.item(number) });
        await answers(agent, { text: { fr: "Les autorisations sont en cours de révision." } });
      });
      await as("councillors", (clerk) => accepts(clerk, code));
    });

    test("is answered together with another of the same subject", async () => {
      const codes = [await sent(1), await sent(2)];
      await as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${codes[0]}`);
        await clerk.follows("step-link");
        await clerk.page.getByLabel(clerk.t("step-link-grouped")).check();
        await clerk.picks("step-link-question", String(number + 2), about(2)[language]);
        await clerk.presses("step-link");
        await clerk.isTold("flash-linked");
      });
      await as("secretariat", async (agent) => {
        await agent.goes("/staff/board?lane=later");
        await agent.follows(new RegExp(about(1)[language]), { within: agent.item(number + 1) });
        await agent.page.getByLabel(about(2)[language]).check();
        await answers(agent, { text: { ar: "يشمل برنامج المراقبة ضفاف الوادين معا." } });
      });
      await as("councillors", async (clerk) => {
        await accepts(clerk, codes[0]);
        for (const code of codes) {
          await clerk.goes(`/staff/questions/${code}`);
          await clerk.reads("يشمل برنامج المراقبة ضفاف الوادين معا.");
          await clerk.reads(clerk.t("also-answers"));
        }
      });
    });

    test("is withdrawn, with the reason", async () => {
      const code = await sent(3);
      const why = "سحبه صاحبه بعد لقائه بالوزير.";
      await as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}`);
        await clerk.follows("step-withdraw");
        await clerk.presses("step-continue");
        await clerk.reads(clerk.t("problem-missing"));
        await clerk.fills("step-reason", why);
        await clerk.confirms("step-withdraw");
        await clerk.isTold("flash-withdrawn");
        await clerk.follows("work-history");
        await clerk.reads(why);
      });
      await as(null, async (citizen) => {
        const hit = await searches(citizen, about(3)[language], number + 3);
        await citizen.leave(() => hit.click(), "withdrawn");
        await citizen.reads(citizen.t("status-withdrawn"));
      });
      await as("secretariat", async (agent) => {
        await agent.goes("/staff/board?lane=later");
        await agent.readsNot(about(3)[language]);
        await agent.goes("/staff/board?lane=ended");
        await agent.reads(agent.t("lane-ended"));
        await agent.reads(about(3)[language]);
      });
    });

    test("is hidden by two people, and gone for citizens", async () => {
      const turn = 4;
      const on = day(-1 - n);
      const code = await sent(turn, on);
      const address = `/questions/councillors/11/${number + turn}`;
      const before = await counted(on);
      await as("councillors", async (clerk) => {
        await clerk.goes(`/staff/questions/${code}`);
        await clerk.follows("step-hide");
        await clerk.fills("step-reason", "Données personnelles d’un tiers.");
        await clerk.presses("step-hide-button");
        await clerk.isTold("flash-hiding-asked");
        await clerk.readsNot(clerk.t("step-confirm-hiding"));
      });
      await as(null, async (citizen) => assert.equal(await citizen.goes(address), 200));
      await as("administrator", async (them) => {
        await them.goes("/staff");
        await them.follows("staff-menu-questions", { within: them.page.locator("header") });
        await them.reads("Données personnelles d’un tiers.", them.item(number + turn));
        await them.follows(new RegExp(about(turn)[language]), { within: them.item(number + turn) });
        await them.follows("step-confirm-hiding");
        await them.presses("step-confirm-hiding");
        await them.isTold("flash-hidden");
      });
      await as(null, async (citizen) => {
        await searches(citizen, about(turn)[language], number + turn, { found: false });
        assert.equal(await citizen.goes(address), 404);
        citizen.troubles.length = 0;
      });
      assert.equal(await counted(on), before - 1);
    });

    /** The number of a day's questions that citizens see. */
    async function counted(on) {
      let count;
      await as(null, async (citizen) => {
        await citizen.goes(`/questions?chamber=councillors&from=${on}&to=${on}`);
        count = await citizen.page.locator("main article, main li.item").count();
      });
      return count;
    }
  });
});
