// The whole site in Chromium, in both languages: one server, one browser, every spec.
import "./specs/journeys.mjs";
import "./specs/suggestions.mjs";
import "./specs/templates.mjs";
