import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  integrations: [
    starlight({
      title: "Kestrel help",
      head: [{ tag: "script", attrs: { type: "module", src: "/login-help/login-help.js" } }],
      components: { Head: "./src/components/Head.astro" },
      customCss: ["./src/styles/site.css"],
      pagefind: false,
      sidebar: [
        { label: "Welcome", link: "/" },
        { label: "Trouble logging in", link: "/login/" },
      ],
    }),
  ],
});
