// The conversation on the screen: rows of messages with days between them, and where it is scrolled to.

import { $, el, icon, word } from "./dom.js";
import { dayLabel, dayOf, timeOf } from "./days.js";
import { botMessage, ownMessage } from "./message.js";

const NEAR = 48; // pixels from the end that still count as being at the end
const BUNCH = 5; // minutes within which messages of one side stand close together

let talk = null;
let now = "";
let rows = new Map(); // id -> {entry, pressed, node}
let days = new Map(); // day -> node
let atEnd = true;
let unseen = 0;
let handlers = { press() {}, retry() {} };

export function startTimeline(given) {
  handlers = given;
  $("scroll").addEventListener("scroll", noteScroll, { passive: true });
  $("scroll").addEventListener("scroll", showDay, { passive: true });
  $("jump").addEventListener("click", toEnd);
  const follow = new ResizeObserver(() => atEnd && toEnd());
  follow.observe($("list"));
  follow.observe($("scroll"));
}

/** Show another conversation where it was left, or at what is unread. */
export function show(next, clockNow, unread) {
  if (talk) talk.scroll = atEnd ? null : $("scroll").scrollTop;
  talk = next;
  now = clockNow;
  rows = new Map();
  days = new Map();
  unseen = 0;
  draw();
  if (talk.scroll === null) toEnd();
  else $("scroll").scrollTop = talk.scroll;
  if (unread > 0) startAt(talk.loaded ? firstUnread(unread) : null);
  noteScroll();
}

/** Show what has changed; `fresh` are the entries that are new. The reader's place is kept. */
export function refresh(clockNow, fresh = []) {
  const wasAtEnd = atEnd;
  now = clockNow;
  draw();
  const said = fresh.filter((entry) => entry.incoming);
  if (fresh.some((entry) => entry.pending)) toEnd();
  else if (wasAtEnd) startAt(said[0]?.id ?? null);
  else unseen += said.length;
  noteScroll();
}

/** The oldest of the last `unread` messages of the bot. */
export function firstUnread(unread) {
  const said = [...talk.entries.values()].filter((entry) => entry.incoming);
  return said.at(-Math.min(unread, said.length))?.id ?? null;
}

/** Go to the end, but not past the beginning of the entry `id`: what is new is read from its first line. */
export function startAt(id) {
  const scroll = $("scroll");
  const node = rows.get(id)?.node;
  const end = scroll.scrollHeight - scroll.clientHeight;
  scroll.scrollTop = node ? Math.min(end, node.offsetTop - 44) : end;
  noteScroll(); // before the list is measured again, or it would be followed to its end
}

function toEnd() {
  $("scroll").scrollTop = $("scroll").scrollHeight;
  noteScroll();
}

function noteScroll() {
  const { scrollHeight, scrollTop, clientHeight } = $("scroll");
  atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
  if (atEnd) unseen = 0;
  $("jump").hidden = atEnd;
  $("jump").classList.toggle("unseen", unseen > 0);
  $("jump-text").textContent = unseen > 0 ? word("new_messages") : "";
  $("jump").setAttribute("aria-label", word(unseen > 0 ? "new_messages" : "to_bottom"));
}

let dayTimer = 0;

/** A day that floats over messages shows while scrolling and then goes out of the way. */
function showDay() {
  for (const node of days.values()) node.classList.remove("away");
  clearTimeout(dayTimer);
  dayTimer = setTimeout(() => {
    for (const node of days.values()) {
      const below = node.nextElementSibling?.getBoundingClientRect().top ?? Infinity;
      node.classList.toggle("away", below < node.getBoundingClientRect().bottom);
    }
  }, 900);
}

/** Put the right nodes in the right order, touching only what differs. */
function draw() {
  const wanted = [];
  let before = null;
  for (const entry of talk.entries.values()) {
    const day = dayOf(entry.at);
    if (!before || day !== dayOf(before.at)) wanted.push(dayNode(day, entry.id));
    const node = rowNode(entry);
    node.classList.toggle("bunched", isBunched(before, entry));
    wanted.push(node);
    before = entry;
  }
  arrange($("list"), wanted);
  $("empty").hidden = wanted.length > 0 || !talk.loaded;
}

function arrange(list, wanted) {
  wanted.forEach((node, i) => {
    if (list.childNodes[i] !== node) list.insertBefore(node, list.childNodes[i] ?? null);
  });
  while (list.childNodes.length > wanted.length) list.lastChild.remove();
}

function isBunched(before, entry) {
  if (!before || before.incoming !== entry.incoming || dayOf(before.at) !== dayOf(entry.at)) return false;
  return Math.abs(minutes(entry.at) - minutes(before.at)) <= BUNCH;
}

const minutes = (at) => Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16));

/** A day may come twice when the clock was moved back: the separator belongs to the entry below it. */
function dayNode(day, id) {
  const key = `${day} ${id}`;
  if (!days.has(key)) days.set(key, el("div", "day", {}, el("span")));
  days.get(key).firstChild.textContent = dayLabel(day, now);
  return days.get(key);
}

function rowNode(entry) {
  const pressed = talk.pressed.get(entry.id) ?? "";
  const known = rows.get(entry.id);
  if (known && known.entry === entry && known.pressed === pressed) return known.node;
  const node = buildRow(entry, pressed);
  rows.set(entry.id, { entry, pressed, node });
  known?.node.replaceWith(node);
  return node;
}

function buildRow(entry, pressed) {
  const { account } = talk;
  const press = (button) => handlers.press(talk, entry, button);
  const parts = entry.message ? botMessage(entry, { account, pressed, press }) : ownMessage(entry, account);
  const side = entry.incoming ? "bot" : "own";
  const node = el("article", `entry ${side}`, { "data-entry": entry.id }, ...parts);
  node.setAttribute("aria-label", `${word(entry.incoming ? "from_bot" : "from_you")} ${timeOf(entry.at)}`);
  const bubble = node.querySelector(".bubble");
  const meta = metaOf(entry);
  if (bubble.lastElementChild?.matches("p.text")) bubble.lastElementChild.append(meta);
  else bubble.append(meta);
  if (entry.pending === "failed" || entry.pending === "refused") node.append(failureOf(entry));
  return node;
}

function metaOf(entry) {
  const meta = el("span", "meta", {}, el("time", "", { dateTime: entry.at }, timeOf(entry.at)));
  if (entry.incoming) return meta;
  const state = entry.pending === "sending" ? "sending" : entry.state === "waiting" ? "waiting" : "";
  const mark = icon(state ? "clock" : "check");
  if (state) meta.title = word(state);
  meta.append(mark);
  return meta;
}

function failureOf(entry) {
  const node = el("p", "failure", {}, word(entry.why ?? "failed"));
  if (entry.pending === "failed") {
    const again = el("button", "again", { type: "button" }, icon("retry"), word("retry"));
    again.addEventListener("click", () => handlers.retry(talk, entry));
    node.append(again);
  }
  return node;
}
