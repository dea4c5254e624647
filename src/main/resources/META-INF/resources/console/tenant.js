/** One tenant: its keys over time, what changed, the last fetches, the risks. */
import { get, query } from "./api.js";
import { fitted } from "./axis.js";
import { facts, h, show, table } from "./dom.js";
import { inline, lasting, moment, shortened, when } from "./format.js";
import { exposureList, rowsOf } from "./exposures.js";
import { atMostEvery } from "./live.js";
import { riskList } from "./risks.js";
import { badge } from "./status.js";
import { RANGES, legend, timeline } from "./timeline.js";

export async function tenantPage(page) {
  const id = page.argument;
  const base = `/api/v1/tenants/${id}`;
  const state = { range: null, endPicture: () => {} };
  const place = h("div", {});
  show(page.place, place);
  page.onLeave(() => state.endPicture());

  async function read() {
    const [tenant, keys, events] = await Promise.all([
      get(base, page), get(`${base}/keys`, page), get(`${base}/events${query({ limit: 25 })}`, page)]);
    const consumers = await rowsOf(tenant, page);
    if (!page.isLeft()) {
      render({ tenant, keys, events, consumers });
    }
  }

  function render(data) {
    const { tenant, consumers } = data;
    show(place,
      heading(tenant), overview(tenant), pictureSection(data, state), riskSection(tenant.risks ?? []), keySection(data.keys),
      consumers.length > 0 && h("section", { "aria-labelledby": "consumers-heading" },
        h("h2", { id: "consumers-heading" }, "Consumers: who breaks when"), exposureList(consumers)),
      eventSection(data.events, base, page), fetchSection(tenant));
  }

  const again = atMostEvery(1000, () => read().catch(page.fail));
  page.onChange((change) => (change.type === "connected" || change.tenant === id) && again());
  const ticking = setInterval(again, 30_000);
  page.onLeave(() => clearInterval(ticking));
  await read();
}

function heading(tenant) {
  return h("header", { class: "title" },
    h("p", { class: "crumb" }, h("a", { href: "#/" }, "Overview")),
    h("div", { class: "row" }, h("h1", {}, tenant.id), badge(tenant.status)),
    tenant.issuer && h("p", { class: "mono quiet" }, tenant.issuer),
    tenant.insecure && h("p", { class: "note" }, badge("warning", "insecure"), " Its keys come over plain http."));
}

function overview(tenant) {
  const next = tenant.rotations?.[0];
  const failing = tenant.consecutiveFailures > 0 && tenant.lastFailure;
  return [
    failing && h("p", { class: "problem" }, h("strong", {}, `${tenant.lastFailure.reason}: `),
      `${tenant.lastFailure.explanation}. ${tenant.lastFailure.detail}`),
    h("section", { class: "card", "aria-label": "At a glance" }, facts([
      ["Signing keys", String(tenant.publishedKeys)],
      ["Watched since", tenant.watchedSince && inline(tenant.watchedSince)],
      ["Last success", tenant.lastSuccess && inline(tenant.lastSuccess)],
      ["Last rotation", tenant.lastRotation ? inline(tenant.lastRotation) : "none seen"],
      ["Next rotation", next ? [inline(next.at), h("span", { class: "sub-line" },
        `between ${moment(next.earliest)} and ${moment(next.latest)}, ${Math.round(next.confidence * 100)} % sure, by ${
          next.basis}: ${next.explanation}`)] : "not known yet"],
      ["Polled every", lasting(tenant.pollEvery)],
      ["Audiences", tenant.audiences?.join(", ")],
    ])),
  ];
}

function riskSection(risks) {
  return risks.length > 0 && h("section", { "aria-labelledby": "risks-heading" },
    h("h2", { id: "risks-heading" }, "Risks"), riskList(risks, false, "h3"));
}

function pictureSection({ tenant, keys, consumers }, state) {
  const picture = h("div", { class: "picture-frame" });
  const draw = () => {
    state.endPicture();
    state.endPicture = fitted(picture, (width) =>
      timeline({ tenant, keys: keys.items, consumers, range: state.range, width }));
  };
  const choice = h("select", { id: "range", onchange: (event) => {
    state.range = Number(event.target.value) || null;
    draw();
  } }, RANGES.map(([text, range]) => h("option", { value: range ?? "", selected: range === state.range }, text)));
  draw();
  return h("section", { class: "card", "aria-labelledby": "timeline-heading" },
    h("div", { class: "row spread" }, h("h2", { id: "timeline-heading" }, "Keys over time"),
      h("div", { class: "row" }, h("label", { for: "range" }, "Show"), choice)),
    picture, legend());
}

function keySection(keys) {
  const rows = keys.items.map((key) => [
    [h("span", { class: "mono main-line" }, key.kid ?? "no kid"),
      h("span", { class: "mono sub-line", title: key.thumbprint }, shortened(key.thumbprint, 24) ?? key.unusable)],
    badge(key.state), [key.kty, key.curve, key.size && `${key.size} bits`, key.alg].filter(Boolean).join(" · "),
    when(key.firstSeen), when(key.lastSigned, "not seen"), when(key.withdrawnAt), remarks(key)]);
  return h("section", { "aria-labelledby": "keys-heading" }, h("h2", { id: "keys-heading" }, "Keys"),
    table("Keys, the published ones first", ["Key", "State", "Kind", "First seen", "Signed", "Withdrawn", "Remarks"], rows, { hideCaption: true }),
    keys.next && h("p", { class: "note" }, "Older keys are left out here."));
}

function remarks(key) {
  const all = [key.unusable && `unusable: ${key.unusable}`, ...(key.oddities ?? []),
    key.privateMembers?.length > 0 && `PRIVATE MEMBERS PUBLISHED: ${key.privateMembers.join(", ")}`].filter(Boolean);
  return all.length ? all.join(", ") : "–";
}

function eventSection(events, base, page) {
  const list = h("div", {});
  const items = [...events.items];
  let next = events.next;
  const draw = () => show(list, items.length
    ? table("Events, newest first", ["Event", "When", "What"], items.map((event) =>
      [h("span", { class: "mono" }, event.kind), when(event.at), event.detail]), { hideCaption: true })
    : h("p", { class: "card empty" }, "Nothing has changed since it is watched."),
  next && h("button", { type: "button", onclick: older }, "Older events"));
  const older = async () => {
    const more = await get(`${base}/events${query({ limit: 25, after: next })}`, page);
    items.push(...more.items);
    next = more.next;
    draw();
  };
  draw();
  return h("section", { "aria-labelledby": "events-heading" }, h("h2", { id: "events-heading" }, "Events"), list);
}

function fetchSection(tenant) {
  return h("section", { "aria-labelledby": "fetch-heading" }, h("h2", { id: "fetch-heading" }, "Last fetch"),
    tenant.discovery || tenant.jwks
      ? h("div", { class: "columns" }, exchange("Discovery document", tenant.discovery), exchange("Key set", tenant.jwks))
      : h("p", { class: "card empty" }, "Nothing was fetched by this process yet."));
}

function exchange(title, fetched) {
  return fetched && h("div", { class: "card" }, h("h3", {}, title), facts([
    ["Address", h("span", { class: "mono" }, fetched.uri)],
    ["When", inline(fetched.at)],
    ["Answer", `${fetched.status}, ${fetched.bytes.toLocaleString("en")} bytes in ${lasting(fetched.duration)}, ${fetched.protocol}`],
    ["Cache-Control", h("span", { class: "mono" }, fetched.cache.header ?? "not sent")],
    ["Caches may keep it", fetched.cache.freshness ? lasting(fetched.cache.freshness) : "not stated"],
    ["ETag", fetched.etag && h("span", { class: "mono" }, fetched.etag)],
    ["Last-Modified", fetched.lastModified],
    ["Certificate ends", fetched.tlsNotAfter && inline(fetched.tlsNotAfter)],
    ["Our clock against its", fetched.serverClock
      && `${lasting(fetched.serverClock.offset)} ± ${lasting(fetched.serverClock.errorBound)}`],
  ]));
}
