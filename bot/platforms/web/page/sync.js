// Keeping up with the server: one question at a time that the server answers when there is something new.

import { goToTheDoor } from "./account.js";
import { newId, updates } from "./api.js";
import { conversation } from "./store.js";

const PATIENCE = 25; // seconds that the server may keep us waiting
const GIVE_UP = 40; // seconds after which the connection must be dead
const PAUSES = [500, 1000, 2000, 4000];
const HIDDEN_PAUSE = 3000; // a page nobody looks at asks now and then
const CROWD = 3; // pages of one browser that may wait at once: it allows six connections in all
const CROWDED_PAUSE = 700;

const PAGE = "dabiao-page-";

let account = null;
let state = "";
let round = 0;
let controller = null;
let on = { view() {}, offline() {} };

export function startSync(handlers) {
  on = handlers;
  navigator.locks?.request(PAGE + newId(), () => new Promise(() => {})); // held as long as the page lives
  addEventListener("online", restart);
  addEventListener("offline", () => on.offline(true));
  document.addEventListener("visibilitychange", () => !document.hidden && restart());
}

/** Follow this account from now on. */
export function follow(next) {
  account = next;
  restart();
}

/** Ask at once, whatever is under way. */
export function restart() {
  round += 1;
  controller?.abort();
  if (account !== null) run(round);
}

async function run(mine) {
  let failures = 0;
  let quick = true;
  while (mine === round) {
    const crowded = await isCrowded();
    const seen = await ask(quick || crowded || document.hidden);
    quick = !seen;
    if (mine !== round) return;
    failures = seen ? 0 : failures + 1;
    on.offline(!seen);
    if (seen) await take(seen);
    else await pause(PAUSES[Math.min(failures, PAUSES.length) - 1]);
    if (seen && document.hidden) await pause(HIDDEN_PAUSE);
    else if (seen && crowded) await pause(CROWDED_PAUSE);
  }
}

/** Whether too many pages of this browser are open for this one to keep a connection waiting. */
async function isCrowded() {
  const locks = await navigator.locks?.query().catch(() => null);
  return (locks?.held ?? []).filter(({ name }) => name.startsWith(PAGE)).length > CROWD;
}

/** A view, or null when the server could not be reached; `quick`: an answer at once, even if nothing is new. */
async function ask(quick) {
  controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), GIVE_UP * 1000);
  const wait = quick ? 0 : PATIENCE;
  try {
    return await updates({ as: account, after: conversation(account).cursor, state, wait }, controller.signal);
  } catch (fault) {
    if (fault.status === 401) goToTheDoor();
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function take(view) {
  state = view.state;
  await on.view(view, account);
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
