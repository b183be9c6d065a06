// What the page knows of each conversation: kept per account, so that switching people is instant.

const conversations = new Map();

/** The conversation of an account: entries by id in the order shown, the cursor, the draft, the scroll position. */
export function conversation(account) {
  if (!conversations.has(account)) {
    conversations.set(account, {
      account,
      entries: new Map(),
      cursor: 0,
      loaded: false,
      pressed: new Map(),
      scroll: null,
    });
  }
  return conversations.get(account);
}

/** Forget everything but drafts: the server is another one than before. */
export function forget() {
  conversations.clear();
}

/**
 * Take an entry of the server; a message of our own that was shown before it was confirmed is replaced by it.
 * A changed entry keeps its place. Returns true if it is a new one.
 */
export function take(talk, entry) {
  const isNew = !talk.entries.has(entry.id);
  talk.entries.set(entry.id, { ...entry, pending: null });
  return isNew;
}

/** Show what is being sent before the server has it. `now` is the business clock's time. */
export function takePending(talk, { id, text, file = null }, now) {
  const entry = { id, incoming: false, at: now, message: null, text, file, state: "waiting", pending: "sending" };
  talk.entries.set(id, entry);
  return entry;
}

const draftKey = (account) => `dabiao-draft-${account}`;

export function readDraft(account) {
  try {
    return sessionStorage.getItem(draftKey(account)) ?? "";
  } catch {
    return conversation(account).draft ?? "";
  }
}

export function writeDraft(account, text) {
  conversation(account).draft = text;
  try {
    if (text) sessionStorage.setItem(draftKey(account), text);
    else sessionStorage.removeItem(draftKey(account));
  } catch {
    // Storage may be switched off; the draft then lasts as long as the page.
  }
}
