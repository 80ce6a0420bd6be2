// The whole site in Chromium, in both languages: one server, one browser, every spec. The staff specs run last because they
// change data.
import "./specs/journeys.mjs";
import "./specs/suggestions.mjs";
import "./specs/templates.mjs";
import "./specs/staff_templates.mjs";
import "./specs/staff_question.mjs";
import "./specs/staff_turns.mjs";
import "./specs/staff_steps.mjs";
import "./specs/staff_calendar.mjs";
import "./specs/staff_typing.mjs";
import "./specs/staff_passkeys.mjs";
