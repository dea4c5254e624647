/**
 * Why is this token rejected? The text goes into the body of one request. It is never put into an address, into storage or
 * into the history, and it is gone from the page with the button or with the page.
 */
import { get, post } from "./api.js";
import { announce, h, show } from "./dom.js";
import { diagnosisView } from "./diagnosis.js";

/** What a request may have; the service says what is wrong with less. */
const MOST_CHARACTERS = 256 * 1024;

export async function diagnosePage(page) {
  const result = h("div", { class: "result" });
  show(page.place, h("h1", {}, "Diagnose a token"),
    h("p", { class: "lead" }, "Paste what you have: a token, an error message, a log line with both, a curl command, an HTTP exchange. The cause comes first."),
    form(page, result), result);
  page.onLeave(() => page.place.replaceChildren());
}

function field(id, label, note, attributes = {}) {
  const input = h(attributes.rows ? "textarea" : "input", {
    id, autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": note && `${id}-note`, ...attributes,
  });
  return { input, row: h("div", { class: "field" }, h("label", { for: id }, label), input,
    note && h("p", { class: "note", id: `${id}-note` }, note)) };
}

function form(page, result) {
  const token = field("token", "Token, message or both", "It stays in this page's memory and goes to this service only, which neither stores nor logs it.",
    { rows: 7, class: "mono" });
  const more = {
    audience: field("audience", "Audience that the application expects", null, { type: "text" }),
    tenant: field("tenant", "Tenant of the watch list", "If empty, Keyvigil finds it from iss, kid or the signature.", { type: "text" }),
    consumer: field("consumer", "Consumer of the watch list", "Brings its audiences, issuer, algorithms, leeway and cache.", { type: "text", list: "consumers" }),
    at: field("at", "When it failed", "RFC 3339, such as 2026-11-22T03:00:00Z; now if left empty.", { type: "text", inputmode: "text" }),
    error: field("error", "What the application or the provider said", "Only if it is not in the text above.", { rows: 3 }),
    jwks: field("jwks", "Keys that the application holds", "A JWK Set.", { rows: 3, class: "mono" }),
    fresh: field("fresh", "Poll first", "true: always; false: never. If empty, an unknown kid polls.", { type: "text" }),
  };
  const names = h("datalist", { id: "consumers" });
  get("/api/v1/consumers?limit=100&tenants=0", page)
    .then((consumers) => names.append(...consumers.items.map((consumer) => h("option", { value: consumer.id }))))
    .catch(page.fail);
  const submit = h("button", { type: "submit", class: "primary" }, "Diagnose");
  const clear = () => {
    [token, ...Object.values(more)].forEach((each) => { each.input.value = ""; });
    result.replaceChildren();
    token.input.focus();
  };
  return h("form", { class: "card", autocomplete: "off", onsubmit: (event) => {
    event.preventDefault();
    submit.disabled = true;
    diagnose(request(token, more), page, result).finally(() => { submit.disabled = false; });
  } },
  token.row,
  h("details", { "data-mark": "more" }, h("summary", {}, "More about the failure (optional)"),
    Object.values(more).map((each) => each.row), names),
  h("div", { class: "row" }, submit, h("button", { type: "button", onclick: clear }, "Clear")));
}

function request(token, more) {
  const given = [["token", token], ...Object.entries(more)].map(([name, each]) => [name, each.input.value.trim()]);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

async function diagnose(body, page, result) {
  if (JSON.stringify(body).length > MOST_CHARACTERS) {
    show(result, h("p", { class: "problem", role: "alert" }, "The text has more than 256 KiB."));
    return;
  }
  try {
    const diagnosis = await post("/diagnose", body);
    if (page.isLeft()) {
      return;
    }
    show(result, diagnosisView(diagnosis));
    announce(`${diagnosis.verdict}. ${diagnosis.summary}`);
    result.querySelector("h2").focus();
  } catch (problem) {
    if (problem.status === 401) {
      page.fail(problem);
    } else {
      show(result, h("p", { class: "problem", role: "alert" }, problem.message));
    }
  }
}
