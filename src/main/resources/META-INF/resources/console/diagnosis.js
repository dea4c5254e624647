/** A diagnosis as a readable list: the cause on top, then what fails, warns, and passes. */
import { facts, h, table } from "./dom.js";
import { inline, short, seconds } from "./format.js";
import { badge } from "./status.js";

const ORDER = ["fail", "warn", "skipped", "pass"];

export function diagnosisView(diagnosis) {
  const cause = diagnosis.findings.find((finding) => finding.code && finding.code === diagnosis.cause);
  const others = diagnosis.findings.filter((finding) => finding !== cause)
    .sort((one, other) => ORDER.indexOf(one.result) - ORDER.indexOf(other.result));
  const telling = others.filter((finding) => ["fail", "warn"].includes(finding.result));
  const quiet = others.filter((finding) => !telling.includes(finding));
  return [
    headline(diagnosis),
    cause && h("section", { "aria-labelledby": "cause-heading" }, h("h3", { id: "cause-heading" }, "The cause"), finding(cause, true)),
    telling.length > 0 && h("section", { "aria-labelledby": "more-heading" }, h("h3", { id: "more-heading" }, "Also found"),
      h("ul", { class: "plain stack" }, telling.map((one) => h("li", {}, finding(one))))),
    consumerTable(diagnosis.consumers ?? []),
    h("details", { class: "card", "data-mark": "passed" }, h("summary", {}, `${quiet.length} checks found nothing wrong, or were skipped`),
      h("ul", { class: "plain checks" }, quiet.map((one) => h("li", {}, badge(one.result), " ", h("strong", {}, one.check), ` ${one.explanation}`)))),
    tokenSection(diagnosis),
  ];
}

function headline(diagnosis) {
  return h("section", { class: `card verdict-card ${diagnosis.verdict}`, "aria-labelledby": "verdict-heading" },
    h("div", { class: "row" }, h("h2", { id: "verdict-heading", tabindex: "-1" },
      badge(diagnosis.verdict), diagnosis.cause && h("code", { class: "cause" }, diagnosis.cause)),
    diagnosis.tenant && h("a", { href: `#/tenants/${diagnosis.tenant}` }, `tenant ${diagnosis.tenant}`)),
    h("p", { class: "summary" }, diagnosis.summary),
    diagnosis.remedy && h("p", {}, h("strong", {}, "What to do: "), diagnosis.remedy),
    diagnosis.found?.length > 1 && h("p", { class: "note" }, `Found: ${diagnosis.found.map((one) => `${one.kind} (${one.where})`).join(", ")}.`),
    h("p", { class: "note" }, "Diagnosed ", inline(diagnosis.diagnosedAt), diagnosis.clock
      && `, this clock being off by ${short(seconds(diagnosis.clock.offset), true)} ± ${short(seconds(diagnosis.clock.errorBound))}`, "."));
}

function finding(one, isCause = false) {
  const evidence = Object.entries(one.evidence ?? {});
  return h("article", { class: `card finding ${one.result}` },
    h("p", { class: "row" }, badge(one.result), h("strong", {}, one.check), one.code && h("code", {}, one.code)),
    h("p", {}, one.explanation),
    one.remedy && !isCause && h("p", {}, h("strong", {}, "What to do: "), one.remedy),
    evidence.length > 0 && h("details", { open: isCause, "data-mark": `finding-${one.code}` }, h("summary", {}, "Evidence"),
      facts(evidence.map(([name, value]) => [name, evidenceOf(value)]))),
    facts([
      ["Entra's codes for it", one.aadsts?.join(", ")],
      ["Reference", one.reference && reference(one.reference)],
    ]));
}

/** What was found, in words; things that have parts are listed part by part. */
function evidenceOf(value) {
  const parts = Array.isArray(value) ? value : [value];
  return parts.map((part) => h("span", { class: "mono main-line" }, part !== null && typeof part === "object"
    ? Object.entries(part).map(([name, inner]) => `${name} ${text(inner)}`).join(" · ") : text(part)));
}

function reference(address) {
  return address.startsWith("https://") ? h("a", { href: address, rel: "noreferrer" }, address) : address;
}

function consumerTable(consumers) {
  return consumers.length > 0 && h("section", { "aria-labelledby": "verdicts-heading" },
    h("h3", { id: "verdicts-heading" }, "What its consumers do with it"),
    table("Verdict of each consumer", ["Consumer", "Verdict", "Why"],
      consumers.map((one) => [one.consumer, badge(one.verdict), one.reason]), { hideCaption: true }));
}

function tokenSection({ token }) {
  return token && h("details", { class: "card", "data-mark": "token" }, h("summary", {}, "What Keyvigil shows of the token"),
    facts([
      ["Fingerprint", h("span", { class: "mono" }, token.fingerprint)],
      ...Object.entries(token.header ?? {}).map(([name, value]) => [name, h("span", { class: "mono" }, text(value))]),
      ...Object.entries(token.claims ?? {}).map(([name, value]) => [name, h("span", { class: "mono" }, text(value))]),
    ]));
}

function text(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}
