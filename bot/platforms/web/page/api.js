// Talking to the server. Every failure is an ApiError; `status` 0 means that the server was not reached.

const language = new URLSearchParams(location.search).get("lang");

export class ApiError extends Error {
  constructor(status, key, facts = {}) {
    super(key);
    this.status = status;
    this.key = key;
    this.facts = facts;
  }
}

async function call(path, options = {}) {
  let response;
  try {
    // Not through the cache: it would make two pages that ask the same wait for each other.
    response = await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw new ApiError(0, "offline");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(response.status, body.error ?? "unavailable", body);
  return body;
}

const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null));

const post = (path, body) =>
  call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(language ? { ...body, lang: language } : body),
  });

export const hello = () => call(`/api/hello?${query({ lang: language })}`);
export const words = () => call("/api/words");
export const enter = (code) => post("/api/enter", { code });
export const leave = (everywhere) => post("/api/leave", { everywhere });
export const updates = (values, signal) => call(`/api/updates?${query(values)}`, { signal });
export const commands = (account) => call(`/api/commands?${query({ as: account })}`);
export const sendEvent = (body) => post("/api/events", body);
export const moveClock = (step) => post("/api/clock", { step });
export const fileAddress = (account, blob) => `/api/files/${blob}?${query({ as: account })}`;

export function sendFile({ as, id, file }) {
  const form = new FormData();
  form.append("as", as);
  form.append("id", id);
  if (language) form.append("lang", language);
  form.append("file", file, file.name);
  return call("/api/uploads", { method: "POST", body: form });
}

/** A name for an event that is the same however often it is sent. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}
