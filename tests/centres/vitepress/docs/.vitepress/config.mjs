export default {
  title: "Kestrel help",
  head: [
    ["script", { type: "module", src: "/login-help/login-help.js" }],
    ["link", { rel: "stylesheet", href: "/site.css" }],
  ],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "login-help" } } },
  themeConfig: {
    sidebar: [
      { text: "Welcome", link: "/" },
      { text: "Trouble logging in", link: "/login" },
    ],
  },
};
