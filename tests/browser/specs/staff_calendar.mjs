// A new holiday moves deadlines, and says so before: of the questions of one Chamber, under a rule that counts working days.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { river } from "../fixtures/rivers.mjs";
import { COMBINATIONS, EQUIPMENT, logs } from "../lib/scenes.mjs";
import { at } from "../lib/staff.mjs";
import { day, written } from "../lib/words.mjs";

const DEPUTY = { ar: "حسناء أيت باعلي", fr: "Hasnaa Aït Baali" };
const SOURCE = { ar: "بلاغ رسمي", fr: "Communiqué officiel" };

/** The first working day from so many days on. */
function workingDay(from) {
  const weekend = [0, 6].includes(new Date(day(from)).getUTCDay());
  return weekend ? workingDay(from + 1) : day(from);
}

test("an administrator makes the deadlines of one Chamber count working days", async () => {
  await (await at("administrator", "ar")).does(async (them) => {
    await them.goes("/staff/reference/rules");
    await them.follows("rule-new");
    await them.page.getByLabel(them.t("chamber-representatives")).check();
    await them.dates("rule-from", day());
    await them.fills("rule-days", 20);
    await them.page.getByLabel(them.t("counting-working")).check();
    await them.page.getByLabel(them.t("weekday-6")).check();
    await them.page.getByLabel(them.t("weekday-7")).check();
    await them.writes(them.group("rule-source"), SOURCE);
    await them.presses("preview-show");
    await them.presses("moves-confirm");
  });
});

for (const [n, [language, javaScriptEnabled]] of COMBINATIONS.entries()) {
  describe(`${language}, JavaScript ${javaScriptEnabled ? "on" : "off"}: a holiday`, () => {
    const number = 9301 + n;
    const as = async (role, work) => (await at(role, language, { javaScriptEnabled })).does(work);
    const subject = river(40 + n);
    const holiday = workingDay(3 + 5 * n);
    let due;

    test("moves a deadline, seen before it is saved", async () => {
      await as("representatives", (clerk) => logs(clerk, { subject, number, ministry: EQUIPMENT, author: DEPUTY }));
      await as("equipment", async (agent) => {
        await agent.goes("/staff/board");
        await agent.follows(new RegExp(subject[language]), { within: agent.item(number) });
        due = await agent.page.locator(".deadline time").first().getAttribute("datetime");
      });
      await as("administrator", async (them) => {
        await them.goes("/staff/reference/holidays");
        await them.follows("holiday-new");
        await them.dates("holiday-day", holiday);
        await them.writes(them.group("holiday-name"), { ar: `يوم عطلة استثنائي ${n + 1}`, fr: `Jour chômé exceptionnel ${n + 1}` });
        await them.writes(them.group("holiday-source"), SOURCE);
        await them.presses("preview-show");
        await them.reads(subject[language]);
        await them.reads(written(language, due));
        await them.presses("moves-confirm");
        await them.reads(them.t("problem-missing"));
        await them.fills("step-reason", SOURCE[language]);
        await them.presses("moves-confirm");
        await them.isTold("flash-saved");
      });
    });

    test("is counted out on the ministry's board", () =>
      as("equipment", async (agent) => {
        await agent.goes("/staff/board");
        await agent.follows(new RegExp(subject[language]), { within: agent.item(number) });
        const moved = await agent.page.locator(".deadline time").first().getAttribute("datetime");
        assert.ok(moved > due, `${moved} is after ${due}`);
        await agent.page.getByText(agent.t("reckoning-summary")).click();
        await agent.reads(`${agent.t("day-holiday")}`);
      }));
  });
}
