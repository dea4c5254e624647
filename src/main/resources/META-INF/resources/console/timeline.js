/** A tenant's keys over time as a picture, with the forecast and the caches of its consumers. The table beside it says the same. */
import { h, svg } from "./dom.js";
import { moment, relative, shortened } from "./format.js";
import { scale, timeAxis } from "./axis.js";

const ROW = 36;
const BAR = 11;
const TOP = 44;
const EDGE = 8;
const MOST_KEYS = 12;
const LEAST_SPAN = 120_000;

/** How far the picture looks back, in milliseconds; it looks half as far ahead. */
export const RANGES = [
  ["everything known", null],
  ["1 year", 365 * 86400_000],
  ["30 days", 30 * 86400_000],
  ["1 day", 86400_000],
  ["1 hour", 3600_000],
  ["10 minutes", 600_000],
];

export function timeline({ tenant, keys, consumers, range, width }) {
  const now = Date.now();
  const shown = newest(keys);
  const rotation = tenant.rotations?.[0];
  const [from, to] = span(shown, consumers, rotation, range, now);
  const x = scale(from, to, EDGE, width - EDGE);
  const view = { x, from, to, now, width, left: EDGE, right: width - EDGE };
  const rows = [...shown.map((key, i) => keyRow(key, TOP + i * ROW, view)),
    ...consumers.map((consumer, i) => consumerRow(consumer, TOP + (shown.length + i) * ROW, view))];
  const height = TOP + rows.length * ROW + 10;
  return svg(
    "svg",
    { class: "picture", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-labelledby": "timeline-title timeline-text" },
    svg("title", { id: "timeline-title" }, `Keys of ${tenant.id} over time`),
    svg("desc", { id: "timeline-text" }, description(tenant, keys, consumers, rotation)),
    patterns(),
    timeAxis(from, to, view.left, view.right, TOP - 4, height - 4),
    forecast(rotation, view, height),
    rows,
    nowLine(view, height),
  );
}

function newest(keys) {
  const published = keys.filter((key) => key.state === "published");
  const others = keys.filter((key) => key.state !== "published");
  return [...published, ...others].slice(0, MOST_KEYS);
}

function span(keys, consumers, rotation, range, now) {
  if (range) {
    return [now - range, now + range / 2];
  }
  const exposures = consumers.flatMap((consumer) => consumer.forecast);
  const starts = [...keys.map((key) => Date.parse(key.firstSeen)), ...exposures.map((one) => Date.parse(one.from)), now];
  const from = Math.min(...starts, now - LEAST_SPAN);
  const past = now - from;
  const ends = [...exposures.map((one) => Date.parse(one.until ?? one.from)), rotation ? Date.parse(rotation.latest) : now];
  const to = Math.min(Math.max(...ends, now + past * 0.15), now + 2 * past);
  const margin = (to - from) * 0.02;
  return [from - margin, to + margin];
}

function clipped(view, from, to) {
  const start = Math.max(view.left, Math.min(view.right, view.x(from)));
  const end = Math.max(view.left, Math.min(view.right, view.x(to)));
  return { start, length: Math.max(end - start, 2), outside: to < view.from || from > view.to };
}

function bar(view, from, to, y, attributes, title) {
  const { start, length, outside } = clipped(view, from, to);
  return outside ? null : svg("rect", { x: start, y, width: length, height: BAR, rx: 2, ...attributes }, svg("title", {}, title));
}

function keyRow(key, top, view) {
  const from = Date.parse(key.firstSeen);
  const withdrawn = key.withdrawnAt ? Date.parse(key.withdrawnAt) : null;
  const name = key.kid ?? shortened(key.thumbprint, 12) ?? "a key without kid";
  const text = `${name}: published ${moment(key.firstSeen)}${withdrawn ? `, withdrawn ${moment(key.withdrawnAt)}` : ""}`;
  const y = top + 16;
  const end = withdrawn !== null && withdrawn >= view.from && withdrawn <= view.to;
  return svg("g", {},
    label(shortened(name, 40), withdrawn ? "withdrawn" : "published", top, view),
    bar(view, from, withdrawn ?? view.now, y, { class: withdrawn ? "bar withdrawn" : "bar published" }, text),
    end && svg("path", { class: "cap", d: `M${view.x(withdrawn)} ${y - 3}v${BAR + 6}` }),
    signed(key, y, view));
}

/** A diamond where there is evidence that the key signs. */
function signed(key, y, view) {
  const at = key.lastSigned ? Date.parse(key.lastSigned) : null;
  if (at === null || at < view.from || at > view.to) {
    return null;
  }
  return svg("path", { class: "signed", d: `M${view.x(at)} ${y - 3}l8.500 8.500l-8.500 8.500l-8.500-8.500z` },
    svg("title", {}, `signed ${moment(key.lastSigned)}`));
}

function label(name, state, top, view) {
  return svg("text", { class: "row-label", x: view.left, y: top + 11 }, name,
    svg("tspan", { class: "row-state", dx: 8 }, state));
}

function consumerRow(consumer, top, view) {
  const y = top + 16;
  const bands = [...consumer.forecast].sort(certainLast).map((one) => {
    const until = one.until ? Date.parse(one.until) : view.to;
    const words = `${one.cause.replaceAll("-", " ")}, ${one.certainty}: ${moment(one.from)} until ${
      one.until ? moment(one.until) : one.endedBy}`;
    const sure = one.certainty === "certain" ? "certain" : "worst";
    return bar(view, Date.parse(one.from), until, y, { class: `band ${sure}`, fill: `url(#${sure})` }, words);
  });
  return svg("g", {},
    label(consumer.id, consumer.exposed ? "exposed now" : consumer.forecast.length ? "exposed at times" : "cache in step", top, view),
    svg("rect", { class: "band calm", x: view.left, y, width: view.right - view.left, height: BAR, rx: 2 }),
    bands);
}

/** What is certain is drawn over what may be. */
function certainLast(one, other) {
  return (one.certainty === "certain") - (other.certainty === "certain");
}

function forecast(rotation, view, height) {
  if (!rotation) {
    return null;
  }
  const earliest = Date.parse(rotation.earliest);
  const latest = Date.parse(rotation.latest);
  if (earliest > view.to) {
    return svg("text", { class: "forecast-label", x: view.right, y: height - 2, "text-anchor": "end" },
      `next rotation ${relative(rotation.at)} →`);
  }
  const { start, length } = clipped(view, earliest, latest);
  const at = Date.parse(rotation.at);
  return svg("g", {},
    svg("rect", { class: "forecast", x: start, y: TOP - 4, width: length, height: height - TOP, fill: "url(#forecast)" },
      svg("title", {}, `next rotation between ${moment(rotation.earliest)} and ${moment(rotation.latest)}`)),
    at <= view.to && svg("line", { class: "forecast-line", x1: view.x(at), x2: view.x(at), y1: TOP - 4, y2: height - 4 }));
}

function nowLine(view, height) {
  const x = view.x(view.now);
  return svg("g", {}, svg("line", { class: "now", x1: x, x2: x, y1: 18, y2: height - 4 }),
    svg("text", { class: "now-label", x, y: 13, "text-anchor": "middle" }, "now"));
}

function stripes(id, size, path) {
  return svg("pattern", { id, class: `pattern of-${id}`, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: size, height: size }), svg("path", { d: path }));
}

function patterns() {
  return svg("defs", {}, stripes("worst", 6, "M0 0v6"), stripes("certain", 400, "M0 0v1"), stripes("forecast", 8, "M0 0v8"));
}

function description(tenant, keys, consumers, rotation) {
  const published = keys.filter((key) => key.state === "published").length;
  const next = rotation ? `The next rotation is expected ${relative(rotation.at)}.` : "No rotation is forecast.";
  const exposed = consumers.filter((consumer) => consumer.exposed).map((consumer) => consumer.id);
  return `${published} published keys and ${keys.length - published} withdrawn ones. ${next} ${
    exposed.length ? `Exposed now: ${exposed.join(", ")}.` : "No consumer is exposed now."} The tables of this page say the same.`;
}

export function legend() {
  const swatch = (kind, text) => h("li", {},
    svg("svg", { width: 26, height: 12, "aria-hidden": "true", class: "picture" },
      kind === "signed" ? svg("path", { class: "signed", d: "M13 0l6 6l-6 6l-6-6z" })
        : svg("rect", { x: 0, y: 1, width: 26, height: 10, rx: 2, class: kind, fill: FILLS[kind] })),
    text);
  return h("ul", { class: "legend" },
    swatch("bar published", "published"), swatch("signed", "signing seen"), swatch("bar withdrawn", "withdrawn"),
    swatch("forecast", "next rotation expected"), swatch("band certain", "consumer fails for certain"),
    swatch("band worst", "consumer may fail, at worst"));
}

const FILLS = { forecast: "url(#forecast)", "band certain": "url(#certain)", "band worst": "url(#worst)" };
