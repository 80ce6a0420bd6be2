// Steps shared by several journeys: a question is logged and transmitted, and its answer published.
import { describe } from "node:test";
import { day } from "./words.mjs";

/** The author and the ministry in the demonstration. */
const COUNCILLOR = { ar: "خدوج السلوي", fr: "Khaddouj Esselaoui" };
const SECRETARIAT = { ar: "الأمانة العامة للحكومة", fr: "Secrétariat général du gouvernement" };
export const EQUIPMENT = { ar: "التجهيز والماء", fr: "Équipement et Eau" };

/** Each language, with and without scripts. */
export const COMBINATIONS = [["ar", true], ["ar", false], ["fr", true], ["fr", false]];

/** One combination per language, where all four would add little. */
export const TWO = [["ar", false], ["fr", true]];

/** Runs a story in each combination, two at a time; stories must not share data. */
export function inEach(story, combinations = COMBINATIONS) {
  describe("in each language, with scripts and without", { concurrency: 2 }, () => {
    for (const [n, [language, javaScriptEnabled]] of combinations.entries()) story(language, javaScriptEnabled, n);
  });
}

/** Runs the tests of a story one after another. */
export const inTurn = { concurrency: 1 };

/** Logs a question in the given languages; with a number, as one that was transmitted to the ministry on a day. Returns its code. */
export async function logs(clerk, { subject, text, subQuestions = [], ministry = SECRETARIAT, author = COUNCILLOR, number, on = day() }) {
  await clerk.goes("/staff/questions/new");
  await clerk.writes(clerk.group("question-form-subject"), subject);
  if (text) await clerk.writes(clerk.group("question-text"), text);
  for (const [at, sub] of subQuestions.entries()) {
    if (at > 0) await clerk.presses("question-form-sub-add");
    await clerk.writes(clerk.group("question-form-sub", { n: at + 1 }), sub);
  }
  // A complete name needs no search.
  const names = number ? "types" : "picks";
  await clerk[names]("question-form-authors", author[clerk.language]);
  await clerk[names]("question-form-ministries", ministry[clerk.language]);
  if (number) {
    await clerk.fills("question-form-number", number);
    await clerk.dates("question-form-deposited", on);
    await clerk.dates("question-form-transmitted", on);
  }
  if (number) {
    await clerk.pressesLike("question-form-transmit");
    await clerk.reads(clerk.t("confirm-not-yet"));
    await clerk.presses("confirm-deposit-transmit");
    await clerk.isTold("flash-transmitted");
  } else {
    await clerk.presses("question-form-save");
    await clerk.isTold("flash-saved");
  }
  return new URL(clerk.page.url()).pathname.split("/").at(-1);
}

/** Deposits a draft under a number, transmits it on a day, and publishes it. */
export async function sends(clerk, code, number, on = day()) {
  await clerk.goes(`/staff/questions/${code}`);
  await clerk.follows("step-deposit");
  await clerk.dates("fact-deposited", on);
  await clerk.fills("question-form-number", number);
  await clerk.presses("step-deposit");
  // The form asks about a number far from the last one.
  await clerk.reads(String(number));
  await clerk.presses("step-deposit");
  await clerk.isTold("flash-deposited");
  await clerk.follows("step-transmit");
  await clerk.dates("fact-transmitted", on);
  await clerk.confirms("step-transmit");
  await clerk.isTold("flash-transmitted");
  await publishes(clerk);
}

/** Publishes the question from its page. */
export async function publishes(clerk) {
  await clerk.follows("step-publish");
  await clerk.presses("step-publish");
  await clerk.isTold("flash-published");
}

/** Writes the ministry's answer on its open page, and submits it to the Chamber. */
export async function answers(agent, { text, coverage = [], minister }) {
  await agent.writes(agent.group("answer-form-text"), text);
  for (const [at, of] of coverage.entries()) {
    await agent.page.getByLabel(agent.t("question-form-sub", { n: at + 1 })).selectOption({ label: agent.t(of) });
  }
  if (minister) await agent.writes(agent.group("answer-form-minister"), minister);
  await agent.presses("answer-form-save");
  await agent.isTold("flash-saved");
  await agent.presses("answer-clear");
  await agent.isTold("flash-cleared");
  await agent.presses("answer-submit");
  await agent.reads(agent.t("confirm-not-yet"));
  await agent.presses("answer-submit");
  await agent.isTold("flash-submitted");
}

/** Opens the submitted answer on the Chamber's board, and publishes it. */
export async function accepts(clerk, code) {
  await clerk.goes(`/staff/questions/${code}`);
  await clerk.follows("work-judge");
  await clerk.presses("judge-accept");
  await clerk.reads(clerk.t("confirm-not-yet"));
  await clerk.presses("judge-accept");
  await clerk.isTold("flash-accepted");
}

const PATIENCE = 20_000;

/** A citizen searches until the index is up to date: until the question is among the results, or no longer is. */
export async function searches(citizen, words, number, { found = true } = {}) {
  const hit = citizen.page.locator(`main a[href*="/11/${number}"]`).first();
  const until = Date.now() + PATIENCE;
  do {
    await citizen.goes(`/search?q=${encodeURIComponent(words)}`);
    if (((await hit.count()) > 0) === found) return hit;
  } while (Date.now() < until);
  throw new Error(`a search for “${words}” ${found ? "does not find" : "still finds"} ${number}`);
}
