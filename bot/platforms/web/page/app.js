// The page's start: it joins the parts, and knows who is being played.

import { goToTheDoor, startAccount } from "./account.js";
import * as api from "./api.js";
import { drawClock, startClock } from "./clock.js";
import { fill, focusIfMouse, startComposer } from "./composer.js";
import { $, useWords, word } from "./dom.js";
import { drain, retry, sendText, startOutgoing, uploadFile } from "./outgoing.js";
import { drawPeople, drawWho, startPeople } from "./people.js";
import { conversation, forget, readDraft, take, writeDraft } from "./store.js";
import { useCommands } from "./suggest.js";
import { follow, restart, startSync } from "./sync.js";
import { firstUnread, refresh, show, startAt, startTimeline } from "./timeline.js";
import { startViewer } from "./viewer.js";

const UPLOAD_LIMIT = 20 * 1024 * 1024;
const PRESS_PATIENCE = 4000; // milliseconds after which a button without an answer may be pressed again
const ONLY = "me"; // outside the demo the cookie says who one is

const place = new URLSearchParams(location.search);
let demo = false;
let instance = "";
let current = "";
let personas = [];
let clock = null;
let fitPeople = () => {};

async function start() {
  const greeting = await hello();
  demo = greeting.demo;
  instance = greeting.instance;
  useWords(greeting.words);
  document.body.classList.toggle("demo", demo);
  $("side").hidden = !demo;
  startParts();
  personas = greeting.personas;
  useClock(greeting.clock);
  play(demo ? firstToPlay() : ONLY, false);
}

function firstToPlay() {
  const asked = place.get("as") ?? "";
  return /^[\w-]{1,64}$/.test(asked) ? asked : (personas[0]?.account ?? "nobody");
}

/** The first answer of the server; waited for as long as it takes to come up. */
async function hello() {
  for (;;) {
    try {
      return await api.hello();
    } catch (fault) {
      if (fault.status === 401) goToTheDoor();
      const pause = fault.status === 401 ? 60_000 : 1000; // another page is on its way
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function startParts() {
  startViewer();
  startTimeline({ press, retry });
  startOutgoing((talk) => talk.account === current && refresh(now()), restart);
  startComposer({ send, files: sendFiles, draft: (text) => writeDraft(current, text), menu: loadCommands });
  startClock((moved) => (useClock(moved), restart()), notice);
  fitPeople = startPeople(play);
  if (!demo) startAccount(notice);
  startSync({ view: takeView, offline: showOffline });
  $("theme").addEventListener("click", () => window.dabiaoTheme.toggle());
  addEventListener("popstate", (event) => event.state?.account && play(event.state.account, false));
}

/** Be another person, at once with what is known already. */
function play(account, isStep = true) {
  if (account === current) return;
  current = account;
  if (demo) remember(account, isStep);
  const talk = conversation(account);
  show(talk, now(), persona()?.unread ?? 0);
  fill(readDraft(account));
  focusIfMouse();
  drawAround();
  follow(account);
  loadCommands();
}

function remember(account, isStep) {
  const address = new URL(location.href);
  address.searchParams.set("as", account);
  history[isStep ? "pushState" : "replaceState"]({ account }, "", address);
}

async function takeView(view, account) {
  if (view.instance !== instance) {
    instance = view.instance;
    forget();
    show(conversation(current), view.clock.now, 0);
    restart();
    return;
  }
  const talk = conversation(account);
  const fresh = view.entries.filter((entry) => take(talk, entry));
  for (const entry of view.entries) talk.pressed.delete(entry.id);
  if (fresh.some((entry) => entry.incoming)) talk.pressed.clear();
  talk.cursor = view.cursor;
  personas = view.personas;
  clock = view.clock;
  const unread = persona()?.unread ?? 0;
  const isFirst = !talk.loaded;
  talk.loaded = true;
  drawAround();
  refresh(now(), isFirst ? [] : fresh);
  if (isFirst) startAt(unread ? firstUnread(unread) : null);
  drain();
}

function drawAround() {
  if (demo) drawPeople(personas, current);
  drawWho(persona(), personas.indexOf(persona()), demo);
  fitPeople();
  if (clock) drawClock(clock, demo);
}

function useClock(given) {
  clock = given;
  drawClock(clock, demo);
}

const persona = () => personas.find(({ account }) => account === current) ?? (demo ? undefined : personas[0]);
const now = () => clock?.now ?? new Date().toISOString();

function send(text) {
  const talk = conversation(current);
  refresh(now(), [sendText(talk, text, now())]);
}

function sendFiles(files) {
  const talk = conversation(current);
  for (const file of files) {
    if (file.size > UPLOAD_LIMIT) notice("too_large");
    else refresh(now(), [uploadFile(talk, file, now())]);
  }
}

/** Press a button: all buttons of the message rest until the server has answered. */
async function press(talk, entry, button) {
  if (talk.pressed.has(entry.id)) return;
  talk.pressed.set(entry.id, button.id);
  refresh(now());
  try {
    await api.sendEvent({ as: talk.account, id: api.newId(), option: button.id, message: entry.id });
    setTimeout(() => release(talk, entry), PRESS_PATIENCE);
  } catch (fault) {
    if (fault.status === 401) goToTheDoor();
    release(talk, entry);
    notice(fault.key ?? "unavailable");
  }
}

function release(talk, entry) {
  if (talk.pressed.delete(entry.id) && talk.account === current) refresh(now());
}

async function loadCommands() {
  const account = current;
  const found = await api.commands(account).catch(() => null);
  if (found && account === current) useCommands(found.commands);
}

function showOffline(isOffline) {
  $("offline").hidden = !isOffline;
}

let noticeTimer = 0;

function notice(key) {
  $("notice").textContent = word(key);
  $("notice").hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => ($("notice").hidden = true), 5000);
}

start();
