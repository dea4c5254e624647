/** Every consumer with its tenants: who breaks when. */
import { get, query } from "./api.js";
import { h, show } from "./dom.js";
import { exposureList } from "./exposures.js";
import { atMostEvery } from "./live.js";
import { badge } from "./status.js";

const ROWS = 25;
const MOST_TENANTS = 20;

export async function consumersPage(page) {
  const pages = [null];
  const list = h("div", {});
  show(page.place, h("h1", {}, "Consumers"),
    h("p", { class: "lead" }, "Who rejects good tokens, or trusts a withdrawn key: from when, until when, and what ends it."), list);

  async function read() {
    const consumers = await get(`/api/v1/consumers${query({ limit: ROWS, tenants: MOST_TENANTS, after: pages[pages.length - 1] })}`, page);
    if (!page.isLeft()) {
      show(list, consumers.items.length ? [...consumers.items].sort(exposedFirst).map(section) : empty(), paging(consumers.next));
    }
  }

  function paging(next) {
    const button = (text, usable, move) => h("button", { type: "button", disabled: !usable, onclick: () => {
      move();
      read().catch(page.fail);
    } }, text);
    return (next || pages.length > 1) && h("div", { class: "paging", role: "group", "aria-label": "Pages of the list" },
      button("Previous", pages.length > 1, () => pages.pop()), h("span", {}, `Page ${pages.length}`),
      button("Next", Boolean(next), () => pages.push(next)));
  }

  const again = atMostEvery(2000, () => read().catch(page.fail));
  page.onChange(again);
  await read();
}

function exposedFirst(one, other) {
  return other.exposedCount - one.exposedCount;
}

function section(consumer) {
  const { exposedCount: exposed, tenantCount, tenants } = consumer;
  return h("section", { "aria-labelledby": `consumer-${consumer.id}` },
    h("div", { class: "row" }, h("h2", { id: `consumer-${consumer.id}` }, consumer.id),
      badge(exposed ? "failing" : "ok", exposed ? `exposed with ${exposed.toLocaleString("en")} of ${tenantCount.toLocaleString("en")}` : "safe from rotation"),
      h("span", { class: "quiet" }, consumer.profile ?? "observed")),
    tenants.length ? exposureList(tenants.map((row) => ({ ...row, id: consumer.id })),
      (row) => `${consumer.id} with ${row.tenant}`) : h("p", { class: "card empty" }, "No tenant names it."),
    tenantCount > tenants.length && h("p", { class: "note" },
      `${(tenantCount - tenants.length).toLocaleString("en")} more tenants are left out here.`));
}

function empty() {
  return h("p", { class: "card empty" },
    "The watch list names no consumers. With them, Keyvigil forecasts who would reject tokens after a rotation.");
}
