// A new holiday moves deadlines, and its confirmation says which: those of one Chamber's questions, under a rule that counts
// working days.
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
    await them.chooses("filter-chamber", "chamber-representatives");
    await them.dates("rule-from", day());
    await them.fills("rule-days", 20);
    await them.page.getByLabel(them.t("counting-working")).check();
    await them.page.getByLabel(them.t("weekday-6")).check();
    await them.page.getByLabel(them.t("weekday-7")).check();
    await them.presses("preview-show");
    await them.movesDeadlines();
  });
});

for (const [n, [language, javaScriptEnabled]] of COMBINATIONS.entries()) {
  describe(`${language}, JavaScript ${javaScriptEnabled ? "on" : "off"}: a holiday`, () => {
    const number = 9301 + n;
    const as = async (role, work) => (await at(role, language, { javaScriptEnabled })).does(work);
    const subject = river(40 + n);
    const holiday = workingDay(3 + 5 * n);
    const holidayName = { ar: `يوم عطلة استثنائي ${n + 1}`, fr: `Jour chômé exceptionnel ${n + 1}` };
    let before, due;

    test("moves a deadline, seen before it is saved", async () => {
      await as("representatives", (clerk) => logs(clerk, { subject, number, ministry: EQUIPMENT, author: DEPUTY }));
      await as("administrator", async (them) => {
        await them.goes("/staff/reference/holidays");
        await them.follows("holiday-new");
        await them.dates("holiday-day", holiday);
        await them.writes(them.group("holiday-name"), holidayName);
        await them.writes(them.group("holiday-source"), SOURCE);
        await them.presses("preview-show");
        const days = them.item(subject[language], "main li").locator("time");
        [before, due] = await days.evaluateAll((all) => all.map((time) => time.dateTime));
        assert.ok(before < due, `${before} < ${due}`);
        await them.movesDeadlines();
        await them.reads(them.t("problem-missing"));
        await them.fills("step-reason", SOURCE[language]);
        await them.movesDeadlines();
        await them.isTold("flash-saved");
      });
    });

    test("is counted out on the ministry's board", () =>
      as("equipment", async (agent) => {
        await agent.goes("/staff/board");
        await agent.follows(new RegExp(subject[language]), { within: agent.item(number) });
        await agent.reads(written(language, due), agent.page.locator(".deadline"));
        await agent.page.getByText(agent.t("reckoning-summary")).click();
        await agent.reads(holidayName[language]);
      }));
  });
}
