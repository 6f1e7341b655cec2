// The widget in Vue 3, by render functions, so that no template has to be compiled: a tag like any other, its events
// listened to like any other's. With templates, set `compilerOptions.isCustomElement` too.

import { createApp, h, ref } from "vue";

/** A section's id as words: `shared-credentials`. */
const words = (id) => id[0].toUpperCase() + id.slice(1).replaceAll("-", " ");

const Help = {
  setup() {
    const widget = ref(null);
    const remedy = ref(null);
    const isSolved = ref(false);

    const listeners = {
      "onLogin-help-remedy": ({ detail }) => {
        remedy.value = detail.remedy;
        isSolved.value = false;
      },
      "onLogin-help-question": () => (remedy.value = null),
      "onLogin-help-handoff": () => (remedy.value = null),
      "onLogin-help-resolved": () => (isSolved.value = true),
    };
    const fallback = h("a", { href: "../index.html" }, "Read what to do when you can’t log in");

    return () =>
      h("div", { class: "columns" }, [
        h("login-help", { ref: widget, ...listeners }, [fallback]),
        h(Case, { remedy: remedy.value, isSolved: isSolved.value, onRestart: () => widget.value.restart() }),
      ]);
  },
};

/** What the page around the widget makes of it. */
const Case = {
  props: { remedy: String, isSolved: Boolean },
  emits: ["restart"],
  setup(props, { emit }) {
    const found = () => [
      h("p", { class: "state" }, props.isSolved ? "Solved by" : "This should help"),
      h("p", { class: "remedy" }, h("a", { href: `../index.html#${props.remedy}` }, words(props.remedy))),
      h("button", { type: "button", onClick: () => emit("restart") }, "Start again"),
    ];
    const waiting = () => [h("p", { class: "state" }, "Once you have answered, what helps is kept here.")];
    return () =>
      h("aside", { "aria-labelledby": "case" }, [
        h("h2", { id: "case" }, "Your case"),
        ...(props.remedy ? found() : waiting()),
      ]);
  },
};

createApp(Help).mount("#app");
