/** Who breaks when: the exposures of consumers, a sentence each. */
import { get } from "./api.js";
import { facts, h, table } from "./dom.js";
import { inline, relative, shortened, when } from "./format.js";
import { badge } from "./status.js";

const MOST_CONSUMERS = 12;
const MOST_AT_ONCE = 3;

const WHY = {
  "missing-new-key": " of a new key that it does not hold yet",
  "material-replaced": ", for it holds other material under the same kid",
  "key-withdrawn-early": " whose key was withdrawn before they end",
  "provider-unreachable": " once its cache ends, for the provider cannot be reached",
  "provider-slow": ", for the provider answers slower than it waits",
  "cooldown-poisoning": ", for bad tokens used up its refreshes",
  "clock-drift": ", for a clock is off by more than its leeway",
};

function breaks(one) {
  const sure = one.certainty === "certain";
  if (one.cause === "holds-withdrawn-key") {
    return sure ? "still trusts a withdrawn key" : "may still trust a withdrawn key";
  }
  return `${sure ? "rejects" : "may reject"} good tokens${WHY[one.cause] ?? `: ${one.cause.replaceAll("-", " ")}`}`;
}

/** The forecast of one tenant for each of its consumers: {id, profile, exposed, safeAt, forecast, review, holds}. */
export async function rowsOf(tenant, page) {
  const ids = (tenant.consumers ?? []).slice(0, MOST_CONSUMERS);
  const consumers = await Promise.all(ids.map((id) => get(`/api/v1/consumers/${id}?tenant=${tenant.id}`, page)));
  return consumers.flatMap((consumer) => consumer.tenants
    .filter((row) => row.tenant === tenant.id)
    .map((row) => ({ ...row, id: consumer.id, profile: consumer.profile })));
}

/** Those who are exposed now first, then those who will be. */
export function exposureList(rows, named = (row) => row.id, level = "h3") {
  return h("div", { class: "stack" }, [...rows].sort(byUrgency).map((row) => card(row, named(row), level)));
}

function byUrgency(one, other) {
  const urgency = (row) => (row.exposed ? 0 : row.forecast.length ? 1 : 2);
  return urgency(one) - urgency(other);
}

function card(row, name, level) {
  const state = row.exposed ? badge("failing", "exposed now")
    : row.forecast.length ? badge("at-risk", "exposed at times") : badge("ok", "safe from rotation");
  return h("article", { class: "card" },
    h("header", { class: "row" }, h(level, {}, name), state, row.profile && h("span", { class: "quiet" }, row.profile)),
    row.forecast.length ? exposures(row.forecast, name)
      : h("p", {}, `No change of keys exposes ${name}, as far as is known.`),
    holds(row.holds, name),
    row.review?.length > 0 && h("div", { class: "review" }, h("p", { class: "quiet" }, "Its settings do not go with the provider:"),
      h("ul", {}, row.review.map((remark) => h("li", {}, h("strong", {}, `${remark.code}: `), remark.explanation,
        h("span", { class: "sub-line" }, `What to do: ${remark.remedy}`))))));
}

function exposures(all, name) {
  const list = (some) => h("ul", { class: "exposures" }, some.map((one) => h("li", {}, exposure(one, name))));
  const rest = all.slice(MOST_AT_ONCE);
  return [list(all.slice(0, MOST_AT_ONCE)), rest.length > 0 && h("details", { "data-mark": `more-${name}` },
    h("summary", {}, `${rest.length} more`), list(rest))];
}

function exposure(one, name) {
  return [
    h("p", { class: "sentence" }, h("strong", {}, name), ` ${breaks(one)}, from `, inline(one.from), one.until ? [" until ", inline(one.until)] : ", without an end by itself", "."),
    facts([
      ["Cause", [h("span", { class: "mono" }, one.cause), one.kid && [" of kid ", h("span", { class: "mono" }, one.kid)]]],
      ["Certainty", one.certainty === "certain" ? "certain" : "the worst case"],
      ["Why", one.explanation],
      ["What ends it", one.endedBy],
    ]),
  ];
}

/** What a cache holds, or must hold by now, key by key. */
function holds(held, name) {
  if (!held?.keys?.length) {
    return null;
  }
  const source = held.observed ? `seen by ${held.observed.source} ` : "";
  return h("details", { "data-mark": `holds-${name}` },
    h("summary", {}, held.observed ? ["What its cache holds, ", source, relative(held.observed.at)] : "What its cache must hold by now"),
    table(`Keys in the cache of ${name}`, ["Key", "At the provider", "In the cache", "Until", "Why"], held.keys.map((key) => [
      h("span", { class: "mono" }, key.kid ?? shortened(key.thumbprint, 12)), badge(key.state),
      key.holds.replaceAll("-", " "), when(key.until), key.reason]), { hideCaption: true }));
}
