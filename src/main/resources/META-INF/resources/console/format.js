/** Times and durations as people read them. */
import { h } from "./dom.js";

const UNITS = [
  ["year", 31557600],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** "in 3 days", "5 minutes ago". */
export function relative(time, now = Date.now()) {
  const seconds = (Date.parse(time) - now) / 1000;
  if (Math.abs(seconds) < 1) {
    return "now";
  }
  return seconds > 0 ? `in ${span(seconds)}` : `${span(-seconds)} ago`;
}

/** The two largest units that matter: "3 days", "1 hour 20 minutes". */
export function span(seconds) {
  const i = Math.max(0, UNITS.findIndex(([, size]) => seconds >= size));
  const [unit, size] = seconds < 1 ? UNITS[4] : UNITS[i];
  const whole = seconds < 1 ? 0 : Math.floor(seconds / size);
  const next = UNITS[i + 1];
  const rest = whole < 3 && next && seconds >= 1 ? Math.floor((seconds - whole * size) / next[1]) : 0;
  return count(whole, unit) + (rest > 0 ? ` ${count(rest, next[0])}` : "");
}

export function count(number, unit) {
  return `${number.toLocaleString("en")} ${unit}${number === 1 ? "" : "s"}`;
}

const MOMENT = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC", year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit",
});
const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" });
const TIME = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** "22 Nov 2026, 07:04 UTC"; of today "07:04:12 UTC". */
export function moment(time) {
  const at = typeof time === "number" ? time : Date.parse(time);
  const isToday = DAY.format(at) === DAY.format(Date.now());
  return `${(isToday ? TIME : MOMENT).format(at)} UTC`;
}

/** A moment, with how far it is away, as an element; "–" where it is not known. */
export function when(time, absent = "–") {
  if (!time) {
    return absent;
  }
  return h("time", { datetime: time, title: time }, h("span", { class: "main-line" }, relative(time)),
    h("span", { class: "sub-line" }, moment(time)));
}

/** The same in one line, for sentences. */
export function inline(time) {
  return h("time", { datetime: time, title: time }, `${relative(time)} (${moment(time)})`);
}

/** The seconds of an ISO-8601 duration of days, hours, minutes and seconds. */
export function seconds(duration) {
  const parts = /^(-)?P(?:(-?[\d.]+)D)?(?:T(?:(-?[\d.]+)H)?(?:(-?[\d.]+)M)?(?:(-?[\d.]+)S)?)?$/.exec(duration ?? "");
  if (!parts) {
    return NaN;
  }
  const number = (text) => (text ? Number(text) : 0);
  const total = number(parts[2]) * 86400 + number(parts[3]) * 3600 + number(parts[4]) * 60 + number(parts[5]);
  return parts[1] ? -total : total;
}

/** "1.4 ms", "3.2 s", "7 minutes", of seconds. */
export function short(value, sign = false) {
  const size = Math.abs(value);
  const plus = sign && value > 0 ? "+" : value < 0 ? "−" : "";
  if (size >= 120) {
    return plus + span(size);
  }
  if (size >= 1) {
    return `${plus}${trimmed(size)} s`;
  }
  return size >= 0.001 ? `${plus}${trimmed(size * 1000)} ms` : `${plus}${trimmed(size * 1e6)} µs`;
}

function trimmed(number) {
  return String(Number(number.toPrecision(3)));
}

/** An ISO-8601 duration as "5 minutes" or "12 ms"; "–" where there is none. */
export function lasting(duration) {
  const value = seconds(duration);
  if (Number.isNaN(value)) {
    return "–";
  }
  return Math.abs(value) >= 60 ? (value < 0 ? "−" : "") + span(Math.abs(value)) : short(value);
}

export function shortened(text, length = 28) {
  return text && text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
