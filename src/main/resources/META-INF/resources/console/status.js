/** Status and severity, by a shape and a word; the colour only repeats them. */
import { h, svg } from "./dom.js";

const SHAPES = {
  good: ["M3 8.500l3.200 3.200L13 5"],
  bad: ["M4 4l8 8M12 4l-8 8"],
  warn: ["M8 2.500L14.500 13.500h-13z", "M8 6.500v3.500M8 11.700v.3"],
  info: ["M8 7.200v4.300M8 4.500v.3", "M8 1.500a6.500 6.500 0 1 0 0 13a6.500 6.500 0 1 0 0-13z"],
  none: ["M5.800 6a2.200 2.200 0 1 1 3.300 1.900c-.8.500-1.100.8-1.100 1.700M8 12v.3"],
};

const STATUSES = {
  ok: ["good", "ok"],
  "at-risk": ["warn", "at risk"],
  failing: ["bad", "failing"],
  unknown: ["none", "unknown"],
  "in-step": ["good", "in step"],
  drifting: ["bad", "drifting"],
  agrees: ["good", "agrees"],
  falseticker: ["bad", "false"],
  critical: ["bad", "critical"],
  warning: ["warn", "warning"],
  info: ["info", "info"],
  accepted: ["good", "accepted"],
  rejected: ["bad", "rejected"],
  undetermined: ["none", "undetermined"],
  pass: ["good", "pass"],
  warn: ["warn", "warn"],
  fail: ["bad", "fail"],
  skipped: ["none", "skipped"],
  published: ["good", "published"],
  withdrawn: ["none", "withdrawn"],
};


export function badge(code, text = null) {
  const [kind, word] = STATUSES[code] ?? ["none", code];
  return h("span", { class: `badge ${kind}` }, shape(kind), text ?? word);
}

function shape(kind) {
  return svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" },
    SHAPES[kind].map((d) => svg("path", { d })));
}

const SEVERITIES = ["critical", "warning", "info"];

/** The worst first. */
export function bySeverity(one, other) {
  return SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity);
}
