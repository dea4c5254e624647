/**
 * What happens, as it happens. EventSource cannot send a bearer token, so the stream of server-sent events is read with
 * fetch. After a break it connects again, later each time; pages then read anew what they show. A page that nobody looks at
 * does not listen: a browser has six connections for a host, however many of its pages are open.
 */
import { nextSignIn, stream } from "./api.js";

const LONGEST_WAIT = 30_000;
/** The service sends a comment every 15 s. */
const LONGEST_SILENCE = 45_000;

const listeners = new Set();
let state = "connecting";

/** Calls back with each change, and with {type: "connected"} after every connection; gives what ends that. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function connect(onState) {
  for (let wait = 1000; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    await inSight();
    const began = Date.now();
    await follow(onState).catch(() => {});
    report("waiting", onState);
    if (Date.now() - began > LONGEST_WAIT) {
      wait = 1000;
    }
    await Promise.race([new Promise((resume) => setTimeout(resume, wait)), nextSignIn()]);
  }
}

function inSight() {
  return document.visibilityState === "visible" ? Promise.resolve()
    : new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}

async function follow(onState) {
  const silence = new AbortController();
  const end = () => document.visibilityState === "hidden" && silence.abort();
  document.addEventListener("visibilitychange", end, { signal: silence.signal });
  addEventListener("pagehide", () => silence.abort(), { signal: silence.signal });
  let timer = setTimeout(() => silence.abort(), LONGEST_SILENCE);
  try {
    const reader = (await stream("/api/v1/changes", silence.signal)).pipeThrough(new TextDecoderStream()).getReader();
    report("live", onState);
    tell({ type: "connected" });
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), LONGEST_SILENCE);
      const blocks = (text + part.value).split("\n\n");
      text = blocks.pop();
      blocks.forEach(dispatch);
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

function dispatch(block) {
  const data = block.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5));
  if (data.length) {
    tell(JSON.parse(data.join("\n")));
  }
}

function tell(change) {
  listeners.forEach((listener) => listener(change));
}

function report(now, onState) {
  if (now !== state) {
    state = now;
    onState(now);
  }
}

/** Calls at most once in that time, the last call in any case. */
export function atMostEvery(milliseconds, action) {
  let timer = null;
  let last = 0;
  return () => {
    if (timer === null) {
      timer = setTimeout(() => {
        timer = null;
        last = Date.now();
        action();
      }, Math.max(0, last + milliseconds - Date.now()));
    }
  };
}

const KINDS = {
  "key-added": "a key was added",
  "key-withdrawn": "a key was withdrawn",
  "key-material-replaced": "the key behind a kid changed",
  "rotation-disjoint": "no signing key of the old set is in the new one",
  "provider-unreachable": "the keys cannot be fetched",
  "provider-recovered": "the keys can be fetched again",
  "signing-key-switched": "another key signs now",
};

const RISKS = { fired: "fired", resolved: "is resolved", "severity-changed": "has another severity" };

/** One sentence about a change. */
export function sentence(change) {
  if (change.type === "risk") {
    const whose = change.tenant ? `${change.tenant}: ` : "";
    return `${whose}${change.risk} ${RISKS[change.kind]}. ${change.detail}`;
  }
  if (change.type === "status") {
    return `${change.tenant} is ${change.kind.replace("-", " ")} now`;
  }
  return `${change.tenant}: ${KINDS[change.kind] ?? change.kind.replaceAll("-", " ")}: ${change.detail}`;
}
