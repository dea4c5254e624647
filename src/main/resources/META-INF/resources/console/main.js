/** Finds the page that the address names, shows it, and leaves it again. */
import { announce, h, show } from "./dom.js";
import { connect, listen, sentence } from "./live.js";
import { signInForm } from "./signin.js";
import { clockPage } from "./clock.js";
import { consumersPage } from "./consumers.js";
import { diagnosePage } from "./diagnose.js";
import { overviewPage } from "./overview.js";
import { risksPage } from "./risks.js";
import { tenantPage } from "./tenant.js";

const ROUTES = [
  [/^$/, overviewPage],
  [/^tenants\/([a-z0-9][a-z0-9-]*)$/, tenantPage],
  [/^risks$/, risksPage],
  [/^consumers$/, consumersPage],
  [/^clock$/, clockPage],
  [/^diagnose$/, diagnosePage],
];

const main = document.getElementById("main");
let leave = () => {};
let visits = 0;

async function visit() {
  const [path, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [page, argument] = route(path);
  const visited = ++visits;
  leave();
  const leaving = new AbortController();
  const endings = [];
  leave = () => {
    leaving.abort();
    endings.forEach((end) => end());
  };
  const place = h("div", { class: "page" });
  const context = {
    place,
    argument,
    parameters: new URLSearchParams(search),
    signal: leaving.signal,
    isLeft: () => visited !== visits,
    onChange: (listener) => endings.push(listen(listener)),
    onLeave: (end) => endings.push(end),
    fail: (problem) => visited === visits && report(place, problem),
  };
  markNavigation(path);
  main.replaceChildren(place);
  try {
    await page(context);
  } catch (problem) {
    context.fail(problem);
  }
  if (visited === visits) {
    entered(place);
  }
}

function route(path) {
  for (const [pattern, page] of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      return [page, match[1]];
    }
  }
  return [nowhere];
}

async function nowhere({ place }) {
  show(place, h("h1", {}, "No such page"), h("p", {}, h("a", { href: "#/" }, "Go to the overview")));
}

function report(place, problem) {
  if (problem.name === "AbortError") {
    return;
  }
  if (problem.status === 401) {
    show(place, signInForm(visit, problem));
    return;
  }
  if (problem.status === undefined) {
    console.error(problem);
  }
  const heading = place.querySelector("h1") ? null : h("h1", {}, "This page could not be read");
  place.querySelector(".problem")?.remove();
  place.prepend(...[heading, h("p", { class: "problem", role: "alert" }, problem.message)].filter(Boolean));
}

function markNavigation(path) {
  const current = path.startsWith("tenants/") ? "" : path;
  document.querySelectorAll("nav a").forEach((link) => {
    const here = link.getAttribute("href") === `#/${current}`;
    here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  });
}

/** A screen reader goes on at the heading of the new page; the first page leaves the focus where the browser put it. */
function entered(place) {
  const heading = place.querySelector("h1");
  document.title = heading ? `${heading.textContent} · Keyvigil` : "Keyvigil";
  if (visits > 1 && heading && !place.contains(document.activeElement)) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

const STATES = { live: "Live", waiting: "Not connected", connecting: "Connecting" };

function showState(state) {
  const place = document.getElementById("live-state");
  place.className = `live ${state}`;
  place.replaceChildren(h("span", { class: "dot", "aria-hidden": "true" }), STATES[state]);
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", visit);
listen((change) => change.type !== "connected" && announce(sentence(change)));
showState("connecting");
visit();
connect(showState);
