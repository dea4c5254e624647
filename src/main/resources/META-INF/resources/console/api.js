/** Requests to the service that this page came from. The bearer token, where one is needed, stays in this module. */

let bearer = null;
let signedInNow = () => {};

export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

export function signIn(token) {
  bearer = token;
  signedInNow();
}

/** Comes when somebody signs in after this. */
export function nextSignIn() {
  return new Promise((resolve) => {
    signedInNow = resolve;
  });
}

export function signedIn() {
  return bearer !== null;
}

function authorized(headers) {
  return bearer === null ? headers : { ...headers, Authorization: `Bearer ${bearer}` };
}

/** The JSON at a path, or a Problem. */
export async function get(path, { signal } = {}) {
  return json(await request(path, { signal, headers: { Accept: "application/json" } }));
}

/** As get, and null where there is nothing. */
export async function getIfThere(path, options) {
  try {
    return await get(path, options);
  } catch (problem) {
    if (problem.status === 404) {
      return null;
    }
    throw problem;
  }
}

export async function post(path, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  return json(await request(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** The body of an answer as it comes in. */
export async function stream(path, signal) {
  return (await request(path, { signal, headers: { Accept: "text/event-stream" } })).body;
}

async function request(path, options) {
  const answer = await send(path, { ...options, headers: authorized(options.headers) });
  if (!answer.ok) {
    throw await problem(answer);
  }
  return answer;
}

async function send(path, options) {
  try {
    return await fetch(path, { cache: "no-store", credentials: "same-origin", redirect: "error", ...options });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem(0, "No answer", "The service does not answer. Is it still running?");
  }
}

async function problem(answer) {
  try {
    const { title, detail } = await answer.json();
    return new Problem(answer.status, title, detail);
  } catch {
    return new Problem(answer.status, answer.statusText, `The service answered ${answer.status}.`);
  }
}

function json(answer) {
  return answer.json();
}

export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length ? `?${new URLSearchParams(given)}` : "";
}
