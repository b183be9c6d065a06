// What was sent from this page: one after the other, repeated under the same name until the server has it.

import { goToTheDoor } from "./account.js";
import { newId, sendEvent, sendFile } from "./api.js";
import { takePending } from "./store.js";

const queue = [];
let busy = false;
let changed = () => {};
let cutOff = () => {};

/** `onChange` is told of a conversation to draw again, `onCutOff` that the server was not reached. */
export function startOutgoing(onChange, onCutOff) {
  changed = onChange;
  cutOff = onCutOff;
}

export function sendText(talk, text, now) {
  const id = newId();
  const entry = takePending(talk, { id, text }, now);
  add(talk, entry, () => sendEvent({ as: talk.account, id, text }));
  return entry;
}

export function uploadFile(talk, file, now) {
  const id = newId();
  const shown = { name: file.name, mime: file.type || "application/octet-stream", blob: null };
  const entry = takePending(talk, { id, text: "", file: shown }, now);
  add(talk, entry, () => sendFile({ as: talk.account, id, file }));
  return entry;
}

/** Try again what could not be sent: after a connection came back, or because the person asks. */
export async function drain() {
  if (busy) return;
  busy = true;
  while (queue.length && (await sent(queue[0]))) queue.shift();
  busy = false;
}

export function retry(talk, entry) {
  const job = queue.find(({ id }) => id === entry.id) ?? failed.get(entry.id);
  failed.delete(entry.id);
  if (job && !queue.includes(job)) queue.push(job);
  mark(talk, entry.id, { pending: "sending" });
  drain();
}

const failed = new Map();

function add(talk, entry, send) {
  queue.push({ talk, id: entry.id, send });
  drain();
}

/** True when the next one may go: this one is stored, or will never be. */
async function sent(job) {
  try {
    await job.send();
    mark(job.talk, job.id, { pending: "stored" });
    return true;
  } catch (fault) {
    if (fault.status === 401) goToTheDoor();
    if (fault.status === 0) {
      mark(job.talk, job.id, { pending: "failed", why: "failed" });
      cutOff();
      return false;
    }
    if (fault.status >= 500) failed.set(job.id, job);
    mark(job.talk, job.id, { pending: fault.status >= 500 ? "failed" : "refused", why: fault.key });
    return true;
  }
}

/** A new object each time: that is how the timeline sees a change. The server's own entry is left alone. */
function mark(talk, id, values) {
  const entry = talk.entries.get(id);
  if (!entry?.pending) return;
  talk.entries.set(id, { ...entry, ...values });
  changed(talk);
}
