/** Every tenant, the worst first; searched and paged by the service. */
import { get, getIfThere, query } from "./api.js";
import { announce, h, show, table } from "./dom.js";
import { moment, short, seconds, when } from "./format.js";
import { atMostEvery, sentence } from "./live.js";
import { badge, bySeverity } from "./status.js";

const ROWS = 50;
const MOST_NEWS = 8;
const BETWEEN_READINGS = 2000;

export async function overviewPage(page) {
  const state = { q: page.parameters.get("q") ?? "", pages: [null], news: [] };
  const tiles = h("div", { class: "tiles" });
  const list = h("div", {});
  const news = h("section", { class: "card news", "aria-labelledby": "news-heading" });
  show(page.place, h("h1", {}, "Overview"), tiles, searchForm(state, search, page.fail), list, news);
  showNews(news, state);

  let readings = 0;

  /** An answer that comes after that to a later question is not shown. */
  async function read(moved = false) {
    const reading = ++readings;
    const after = state.pages[state.pages.length - 1];
    const path = `/api/v1/tenants${query({ order: "worst", limit: ROWS, q: state.q, after })}`;
    const tenants = await get(path, page);
    if (!page.isLeft() && reading === readings) {
      show(list, tenantList(tenants, state, () => read(true).catch(page.fail)));
      if (moved) {
        list.querySelector("h2")?.focus();
      }
    }
    return tenants;
  }

  /** Whoever searches goes on typing, so the field keeps the focus, and what was found is announced. */
  async function search() {
    const tenants = await read();
    const found = Object.values(tenants.counts ?? {}).reduce((sum, number) => sum + number, 0);
    announce(`${found.toLocaleString("en")} ${found === 1 ? "tenant" : "tenants"} found`);
  }

  async function readAll() {
    const [tenants, clock, risks] = await Promise.all([
      read(), get("/api/v1/clock", page), getIfThere("/api/v1/risks?state=active&limit=1", page)]);
    if (!page.isLeft()) {
      show(tiles, tile("Tenants", tenantCounts(tenants)), riskTile(risks), clockTile(clock));
    }
  }

  const again = atMostEvery(BETWEEN_READINGS, () => readAll().catch(page.fail));
  page.onChange((change) => {
    if (change.type !== "connected") {
      state.news = [change, ...state.news].slice(0, MOST_NEWS);
      showNews(news, state);
    }
    again();
  });
  await readAll();
}

function searchForm(state, search, fail) {
  const field = h("input", {
    id: "search", type: "search", value: state.q, autocomplete: "off", spellcheck: "false", placeholder: "id or issuer",
  });
  const start = () => {
    state.q = field.value.trim();
    state.pages = [null];
    history.replaceState(null, "", `#/${query({ q: state.q })}`);
    return search().catch(fail);
  };
  let timer = null;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(start, 250);
  });
  return h("form", { role: "search", class: "search", onsubmit: (event) => { event.preventDefault(); start(); } },
    h("label", { for: "search" }, "Search tenants"), field);
}

function tenantList(tenants, state, go) {
  const rows = tenants.items.map((tenant) => [
    [h("a", { href: `#/tenants/${tenant.id}` }, tenant.id),
      h("span", { class: "sub-line" }, tenant.issuer ?? "keys from a file or a jwks-uri")],
    badge(tenant.status),
    String(tenant.publishedKeys),
    when(tenant.nextRotation, "not known"),
    riskCell(tenant.risks),
  ]);
  const heading = h("h2", { tabindex: "-1", class: "visually-hidden" }, `Tenants, page ${state.pages.length}`);
  if (!rows.length) {
    return [heading, h("p", { class: "card empty" }, state.q ? `No tenant has "${state.q}" in its id or issuer.`
      : "Nothing is watched yet. Tokens can be diagnosed with pasted keys all the same.")];
  }
  return [
    heading,
    table("Tenants, the worst first", ["Tenant", "Status", "Signing keys", "Next rotation", "Risks"], rows),
    paging(tenants, state, go),
  ];
}

function riskCell(risks) {
  if (!risks?.length) {
    return h("span", { class: "quiet" }, "none");
  }
  return h("ul", { class: "plain" }, [...byName(risks)].map(([name, [risk, ...same]]) =>
    h("li", {}, badge(risk.severity, name.replace(/^Keyvigil/, "") + (same.length ? ` × ${same.length + 1}` : "")))));
}

/** Of one name, as many as consumers have it. */
function byName(risks) {
  const names = new Map();
  for (const risk of [...risks].sort(bySeverity)) {
    names.set(risk.name, [...(names.get(risk.name) ?? []), risk]);
  }
  return names;
}

function paging(tenants, state, go) {
  if (state.pages.length === 1 && !tenants.next) {
    return null;
  }
  const button = (text, usable, move) =>
    h("button", { type: "button", disabled: !usable, onclick: () => { move(); go(); } }, text);
  return h("div", { class: "paging", role: "group", "aria-label": "Pages of the list" },
    button("Previous", state.pages.length > 1, () => state.pages.pop()),
    h("span", {}, `Page ${state.pages.length}`),
    button("Next", Boolean(tenants.next), () => state.pages.push(tenants.next)));
}

function tile(title, ...content) {
  return h("section", { class: "tile" }, h("h2", {}, title), ...content);
}

function tenantCounts(tenants) {
  const counts = Object.entries(tenants.counts ?? {});
  const order = ["failing", "at-risk", "unknown", "ok"];
  counts.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  const parts = counts.map(([status, number]) => h("li", {}, badge(status, `${number.toLocaleString("en")} ${
    status.replace("-", " ")}`)));
  return parts.length ? h("ul", { class: "plain inline" }, parts) : h("p", { class: "quiet" }, "none");
}

function riskTile(risks) {
  if (!risks) {
    return null;
  }
  const counts = ["critical", "warning", "info"]
    .map((severity) => [severity, risks.counts[severity] ?? 0])
    .filter(([, number]) => number > 0);
  return tile(h("a", { href: "#/risks" }, "Risks"), counts.length
    ? h("ul", { class: "plain inline" }, counts.map(([severity, number]) =>
      h("li", {}, badge(severity, `${number.toLocaleString("en")} ${severity}`))))
    : h("p", {}, badge("ok", "none active")));
}

function clockTile(clock) {
  const offset = clock.offset
    ? `${short(seconds(clock.offset), true)} ± ${short(seconds(clock.errorBound))}` : "offset not known";
  return tile(h("a", { href: "#/clock" }, "Clock"), h("p", { class: "row" }, badge(clock.verdict), h("span", {}, offset)));
}

function showNews(place, state) {
  show(place, h("h2", { id: "news-heading" }, "Just happened"), state.news.length
    ? h("ol", { class: "plain" }, state.news.map((change) => h("li", {},
      h("time", { datetime: change.at, class: "quiet" }, moment(change.at)), " ",
      change.tenant ? h("a", { href: `#/tenants/${change.tenant}` }, sentence(change)) : sentence(change))))
    : h("p", { class: "quiet" }, "Nothing since this page was opened. Changes appear here as they come."));
}
