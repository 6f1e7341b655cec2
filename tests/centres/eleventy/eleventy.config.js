export default function (eleventy) {
  eleventy.addPassthroughCopy({ "node_modules/login-help": "login-help" });
  eleventy.addPassthroughCopy({ "node_modules/@hotwired/turbo/dist/turbo.es2017-esm.js": "turbo.js" });
  eleventy.addPassthroughCopy("pages/site.*");
  return { dir: { input: "pages" } };
}
