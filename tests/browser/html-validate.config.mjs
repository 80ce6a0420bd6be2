// The standard's rules, less what is a matter of taste or of how Leptos writes attributes.
export default {
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    // `<!DOCTYPE html>` and `<!doctype html>` are the same; so are `hidden` and `hidden=""`.
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "void-style": "off",
    "no-trailing-whitespace": "off",
    // Titles name the page and the site; subjects may be long.
    "long-title": "off",
    // The search landmark: `<search>` is younger than many browsers in use.
    "prefer-native-element": "off",
    // What a form carries along to its confirmation may have several values of one name, as ticked boxes have.
    "form-dup-name": "off",
    // External files come from this server only, under an address that holds their hash.
    "require-sri": "off",
  },
};
