/** What will break, the most severe first, each with what to do. */
import { getIfThere, query } from "./api.js";
import { facts, h, show } from "./dom.js";
import { inline } from "./format.js";
import { atMostEvery } from "./live.js";
import { badge, bySeverity } from "./status.js";

export async function risksPage(page) {
  const list = h("div", {});
  show(page.place, h("h1", {}, "Risks"), list);
  async function read() {
    const risks = await getIfThere(`/api/v1/risks${query({ state: "active", limit: 500 })}`, page);
    if (!page.isLeft()) {
      show(list, riskList(risks?.items ?? [], risks?.next));
    }
  }
  const again = atMostEvery(2000, () => read().catch(page.fail));
  page.onChange((change) => change.type !== "event" && again());
  await read();
}

export function riskList(risks, more, level = "h2") {
  if (!risks.length) {
    return h("p", { class: "card empty" }, badge("ok", "No risk is active"));
  }
  return [
    ...[...risks].sort(bySeverity).map((risk) => riskCard(risk, level)),
    more && h("p", { class: "note" }, "There are more than are shown here; /api/v1/risks lists them all."),
  ];
}

function riskCard(risk, level) {
  const evidence = Object.entries(risk.evidence ?? {});
  return h(
    "article",
    { class: `card risk ${risk.severity}` },
    h("header", { class: "row" }, badge(risk.severity), h(level, {}, risk.name)),
    h("p", {}, risk.summary),
    facts([
      ["Tenant", risk.tenant && h("a", { href: `#/tenants/${risk.tenant}` }, risk.tenant)],
      ["Consumer", risk.consumer],
      ["Since", risk.since && inline(risk.since)],
      ["Deadline", risk.deadline && inline(risk.deadline)],
      ["Runbook", runbookLink(risk)],
    ]),
    evidence.length > 0 && h("details", { "data-mark": `evidence-${risk.name}-${risk.tenant}-${risk.consumer}` },
      h("summary", {}, "Evidence"),
      facts(evidence.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]))),
  );
}

/** A link only where it leads to a page; what else stands there is shown as text. */
function runbookLink(risk) {
  if (!risk.runbook) {
    return null;
  }
  const address = new URL(risk.runbook, location.href);
  return ["http:", "https:"].includes(address.protocol)
    ? h("a", { href: risk.runbook, rel: "noreferrer" }, "What to do") : risk.runbook;
}
