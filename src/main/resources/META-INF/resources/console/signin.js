/** Asks for a bearer token. It stays in the page's memory and is gone with it. */
import { h } from "./dom.js";
import { signIn, signedIn } from "./api.js";

export function signInForm(again, problem) {
  const field = h("input", {
    id: "bearer", type: "password", autocomplete: "off", spellcheck: "false", required: true, "aria-describedby": "bearer-note",
  });
  return h(
    "form",
    {
      class: "card narrow",
      onsubmit: (event) => {
        event.preventDefault();
        signIn(field.value.trim().replace(/^Bearer\s+/i, ""));
        field.value = "";
        again();
      },
    },
    h("h1", {}, "Sign in"),
    h("p", {}, "This instance answers only to bearer tokens of its own issuer."),
    signedIn() && h("p", { class: "problem", role: "alert" }, `The token was not accepted. ${problem.message}`),
    h("label", { for: "bearer" }, "Bearer token"),
    field,
    h("p", { class: "note", id: "bearer-note" }, "It stays in this page's memory until you close or reload the page."),
    h("button", { type: "submit", class: "primary" }, "Sign in"),
  );
}
