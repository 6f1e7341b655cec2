// Refuses what the oldest supported browsers don't know: newer syntax can't be parsed, newer objects and functions of the
// language and of browsers are found by name. The versions are those of ./dev.
import { createRequire } from "node:module";

const require = createRequire(`${process.env.NODE_MODULES}/`);
const [compat, css, es] = ["eslint-plugin-compat", "@eslint/css", "eslint-plugin-es-x"].map((name) => {
  const plugin = require(name);
  return plugin.default ?? plugin;
});

const LANGUAGE = es.configs["flat/restrict-to-es2022"];

/** What is newer, and used only where it is there, or where nobody misses it. */
const TESTED = ["requestIdleCallback", "trustedTypes"];
const LOOKS = {
  allowFunctions: ["color-mix"],
  allowMediaConditions: ["scripting"],
  allowProperties: ["accent-color", "outline", "resize", "text-wrap"],
  allowPropertyValues: { "font-family": ["ui-monospace"], "text-align": ["match-parent"] },
  allowSelectors: ["dir"],
};

// By name alone an iterator's functions can't be told from an array's, nor a buffer's property from the glue's question
// whether there is one.
const AMBIGUOUS = Object.keys(LANGUAGE.rules).filter((rule) => /no-iterator-prototype|arraybuffer-prototype-transfer/.test(rule));

export default [
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" },
    plugins: { ...LANGUAGE.plugins, compat },
    rules: { ...LANGUAGE.rules, ...Object.fromEntries(AMBIGUOUS.map((rule) => [rule, "off"])), "compat/compat": "error" },
    settings: {
      browsers: process.env.OLDEST.split(",").map((name) => name.replace(/\d.*/, " $&")),
      "es-x": { aggressive: true },
      lintAllEsApis: true,
      polyfills: TESTED,
    },
  },
  { files: ["**/*.css"], language: "css/css", plugins: { css }, rules: { "css/use-baseline": ["error", { available: 2022, ...LOOKS }] } },
];
