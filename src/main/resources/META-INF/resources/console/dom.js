/** Makes elements. Text only ever becomes text nodes, so nothing that a provider wrote is taken for markup. */

const SVG = "http://www.w3.org/2000/svg";

/** h("a", {href: "#/"}, "text", child, [more children]); what is null, undefined or false is left out. */
export function h(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter(isShown));
  return element;
}

function isShown(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

/** Replaces what is in a place, and keeps the focus and what is unfolded where the new content has the same. */
export function show(place, ...children) {
  const focus = place.contains(document.activeElement) ? mark(document.activeElement) : null;
  const unfolded = new Set([...place.querySelectorAll("details[open][data-mark]")].map(mark));
  place.replaceChildren(...children.flat(Infinity).filter(isShown));
  for (const details of place.querySelectorAll("details[data-mark]")) {
    details.open = details.open || unfolded.has(mark(details));
  }
  if (focus) {
    [...place.querySelectorAll("a, button, input, select, summary, [tabindex]")]
      .find((element) => mark(element) === focus)
      ?.focus({ preventScroll: true });
  }
}

function mark(element) {
  const own = element.tagName === "SUMMARY" ? element.parentElement : element;
  return own.dataset.mark ?? own.id ?? own.getAttribute("href") ?? "";
}

/** A table in a frame that scrolls by itself where the page is too narrow. Cells are nodes, text or lists of them. */
export function table(caption, columns, rows, { hideCaption = false } = {}) {
  return h(
    "div",
    { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" },
    h(
      "table",
      {},
      h("caption", { class: hideCaption ? "visually-hidden" : null }, caption),
      h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col" }, column)))),
      h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell, i) => rowCell(cell, i))))),
    ),
  );
}

function rowCell(cell, i) {
  return i === 0 ? h("th", { scope: "row" }, cell) : h("td", {}, cell);
}

/** A list of terms; entries whose value is absent are left out. */
export function facts(entries) {
  return h(
    "dl",
    { class: "facts" },
    entries
      .filter(([, value]) => isShown(value))
      .map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))),
  );
}

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}
