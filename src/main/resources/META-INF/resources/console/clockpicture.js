/** The clock's offset with its bound over time, as a picture. */
import { svg } from "./dom.js";
import { moment, seconds, short } from "./format.js";
import { niceValues, scale, timeAxis } from "./axis.js";

const HEIGHT = 240;
const TOP = 30;
const BOTTOM = HEIGHT - 12;
const LEFT = 74;
const LEAST_SPAN = 10 * 60_000;

export function clockPicture(samples, width) {
  const points = samples.map((sample) => ({
    at: Date.parse(sample.at), offset: seconds(sample.offset), bound: seconds(sample.errorBound),
  }));
  const to = Math.max(...points.map((point) => point.at));
  const from = Math.min(to - LEAST_SPAN, ...points.map((point) => point.at));
  const known = points.filter((point) => !Number.isNaN(point.offset));
  const most = Math.max(0.001, ...known.map((point) => Math.abs(point.offset) + point.bound)) * 1.15;
  const x = scale(from, to, LEFT, width - 10);
  const y = scale(-most, most, BOTTOM, TOP);
  return svg("svg", { class: "picture", viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: "img", "aria-labelledby": "clock-title clock-text" },
    svg("title", { id: "clock-title" }, "Offset of this clock over time"),
    svg("desc", { id: "clock-text" }, description(known, points)),
    svg("defs", {}, svg("pattern", { id: "unknown", class: "pattern of-unknown", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("path", { d: "M0 0v7" }))),
    timeAxis(from, to, LEFT, width - 10, TOP, BOTTOM),
    niceValues(-most, most, 5).map((value) => [
      svg("line", { class: value === 0 ? "zero" : "grid", x1: LEFT, x2: width - 10, y1: y(value), y2: y(value) }),
      svg("text", { class: "tick", x: LEFT - 8, y: y(value) + 4, "text-anchor": "end" }, value === 0 ? "0" : short(value, true))]),
    gaps(points, x),
    stretches(points).map((stretch) => [band(stretch, x, y), line(stretch, x, y)]));
}

/** Times without knowledge, from one sample to the next. */
function gaps(points, x) {
  return points.slice(0, -1).map((point, i) => Number.isNaN(point.offset)
    && svg("rect", { fill: "url(#unknown)", class: "gap", x: x(point.at), y: TOP, width: Math.max(1, x(points[i + 1].at) - x(point.at)), height: BOTTOM - TOP },
      svg("title", {}, `not known ${moment(point.at)}`)));
}

function stretches(points) {
  const all = [[]];
  for (const point of points) {
    if (Number.isNaN(point.offset)) {
      all.push([]);
    } else {
      all[all.length - 1].push(point);
    }
  }
  return all.filter((stretch) => stretch.length > 0);
}

function band(stretch, x, y) {
  const upper = stretch.map((point) => `${x(point.at)},${y(point.offset + point.bound)}`);
  const lower = stretch.map((point) => `${x(point.at)},${y(point.offset - point.bound)}`).reverse();
  return svg("polygon", { class: "bound", points: [...upper, ...lower].join(" ") });
}

function line(stretch, x, y) {
  const last = stretch[stretch.length - 1];
  return [svg("polyline", { class: "offset", points: stretch.map((point) => `${x(point.at)},${y(point.offset)}`).join(" ") }),
    svg("path", { class: "error-bar", d: `M${x(last.at)} ${y(last.offset + last.bound)}V${y(last.offset - last.bound)}` }),
    svg("circle", { class: "offset-point", cx: x(last.at), cy: y(last.offset), r: 3.5 },
      svg("title", {}, `${short(last.offset, true)} ± ${short(last.bound)} at ${moment(last.at)}`))];
}

function description(known, points) {
  if (!known.length) {
    return "Nothing trustworthy was known in all of the time.";
  }
  const offsets = known.map((point) => point.offset);
  const last = known[known.length - 1];
  return `${known.length} of ${points.length} samples know the offset; it lay between ${short(Math.min(...offsets), true)} and ${
    short(Math.max(...offsets), true)}. The last one: ${short(last.offset, true)}, give or take ${short(last.bound)}.`;
}
