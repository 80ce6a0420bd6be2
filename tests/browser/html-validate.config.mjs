// The recommended rules, except matters of style and of how Leptos writes attributes.
export default {
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    // `<!DOCTYPE html>` and `<!doctype html>` are the same; so are `hidden` and `hidden=""`.
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "void-style": "off",
    "no-trailing-whitespace": "off",
    // Titles contain the page's and the site's name; subjects may be long.
    "long-title": "off",
    // The search landmark: many browsers in use do not know `<search>` yet.
    "prefer-native-element": "off",
    // The hidden fields that a form carries to its confirmation may repeat a name, as ticked checkboxes do.
    "form-dup-name": "off",
    // Assets come from this server only, under a URL that contains their hash.
    "require-sri": "off",
  },
};
