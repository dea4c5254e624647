/** Scales and ticks that the pictures share. */
import { svg } from "./dom.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 12 * HOUR, DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY,
];
const LEAST_BETWEEN_TICKS = 96;

export function scale(from, to, first, last) {
  const length = to - from || 1;
  return (value) => first + ((value - from) / length) * (last - first);
}

/** Lines and labels for the times between two moments, in UTC. */
export function timeAxis(from, to, left, right, top, bottom) {
  const most = Math.max(2, Math.floor((right - left) / LEAST_BETWEEN_TICKS));
  const step = STEPS.find((size) => (to - from) / size <= most) ?? Math.ceil((to - from) / most / DAY) * DAY;
  const x = scale(from, to, left, right);
  const ticks = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    if (x(at) > left + 18 && x(at) < right - 24) {
      ticks.push(svg("line", { class: "grid", x1: x(at), x2: x(at), y1: top, y2: bottom }),
        svg("text", { class: "tick", x: x(at), y: top - 8, "text-anchor": "middle" }, label(at, step)));
    }
  }
  return ticks;
}

function label(at, step) {
  const iso = new Date(at).toISOString();
  if (step < MINUTE) {
    return iso.slice(11, 19);
  }
  if (step < DAY) {
    return at % DAY === 0 ? iso.slice(5, 10) : iso.slice(11, 16);
  }
  return step < 300 * DAY ? iso.slice(0, 10) : iso.slice(0, 4);
}

/** Round values from low to high, about that many. */
export function niceValues(low, high, wanted) {
  const rough = (high - low) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const values = [];
  for (let i = Math.ceil(low / step); i * step <= high * (1 + 1e-9); i++) {
    values.push(i * step);
  }
  return values;
}

/** The picture is drawn anew for each width, so its text keeps its size. Gives what ends that. */
export function fitted(place, draw) {
  let drawn = 0;
  const observer = new ResizeObserver(() => {
    const width = Math.floor(place.clientWidth);
    if (width > 0 && width !== drawn) {
      drawn = width;
      place.replaceChildren(draw(width));
    }
  });
  observer.observe(place);
  return () => observer.disconnect();
}
