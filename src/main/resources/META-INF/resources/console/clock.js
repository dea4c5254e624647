/** This machine's clock against true time: now, and over the last day. */
import { get, getIfThere } from "./api.js";
import { fitted } from "./axis.js";
import { clockPicture } from "./clockpicture.js";
import { facts, h, show, table } from "./dom.js";
import { inline, lasting, short, seconds, when } from "./format.js";
import { badge } from "./status.js";

const EVERY = 15_000;

export async function clockPage(page) {
  const place = h("div", {});
  let endPicture = () => {};
  show(page.place, h("h1", {}, "Clock"), place);

  async function read() {
    const [clock, past] = await Promise.all([get("/api/v1/clock", page), getIfThere("/api/v1/clock/history", page)]);
    if (page.isLeft()) {
      return;
    }
    const picture = h("div", { class: "picture-frame" });
    endPicture();
    endPicture = fitted(picture, (width) => clockPicture([...(past?.items ?? []), { ...clock, at: new Date().toISOString() }], width));
    show(place, verdict(clock),
      h("section", { class: "card", "aria-labelledby": "offset-heading" },
        h("h2", { id: "offset-heading" }, "Offset over the last day"), picture,
        h("p", { class: "note" }, "The line is this clock minus true time; the band is how far the truth can be from it. "
          + "Hatched: nothing trustworthy was known.")),
      serverTable(clock.servers), providerTable(clock.providers));
  }

  const ticking = setInterval(() => read().catch(page.fail), EVERY);
  page.onLeave(() => {
    clearInterval(ticking);
    endPicture();
  });
  await read();
}

const BASES = { ntp: "time servers", "date-header": "the providers' Date headers" };

function verdict(clock) {
  return h("section", { class: "card", "aria-label": "Verdict" },
    h("p", { class: "row verdict" }, badge(clock.verdict), clock.offset
      ? h("span", { class: "figure" }, `${short(seconds(clock.offset), true)} ± ${short(seconds(clock.errorBound))}`)
      : h("span", { class: "figure" }, "not known")),
    facts([
      ["Why", clock.reason.replaceAll("-", " ")],
      ["By", clock.basis && (BASES[clock.basis] ?? clock.basis)],
      ["Last set", clock.lastStep && [inline(clock.lastStep.at), ` by ${lasting(clock.lastStep.by)}`]],
    ]));
}

function serverTable(servers) {
  return h("section", { "aria-labelledby": "servers-heading" }, h("h2", { id: "servers-heading" }, "Time servers"), servers.length
    ? table("Time servers", ["Server", "State", "Offset", "Within", "Round trip", "Stratum", "Remark"], servers.map((server) => [
      h("span", { class: "mono" }, server.server), badge(server.state), signed(server.offset), lasting(server.rootDistance),
      lasting(server.delay), server.stratum === undefined ? "–" : String(server.stratum),
      [server.reason, server.kiss, server.stopped && "not asked any more"].filter(Boolean).join(", ") || "–"]), { hideCaption: true })
    : h("p", { class: "card empty" }, "No time server is configured. The watch list names them under clock: servers."));
}

function providerTable(providers) {
  return h("section", { "aria-labelledby": "providers-heading" }, h("h2", { id: "providers-heading" }, "Providers' clocks"), providers.length
    ? table("Providers' clocks, by the Date header of their answers", ["Provider", "State", "Offset", "Within", "When"],
      providers.map((provider) => [h("span", { class: "mono" }, provider.provider), badge(provider.state),
        signed(provider.offset), lasting(provider.errorBound), when(provider.at)]), { hideCaption: true })
    : h("p", { class: "card empty" }, "No provider has told its time yet."));
}

function signed(offset) {
  return offset ? short(seconds(offset), true) : "–";
}
