// The rehearsal clock: what day it is in the office, and four ways to move on.

import { moveClock } from "./api.js";
import { $, el, icon, word } from "./dom.js";
import { dayOf, fullDate, timeOf } from "./days.js";

const STEPS = [
  ["hour", "hour"],
  ["working-day", "working_day"],
  ["monday", "monday"],
  ["event", "event"],
];

let busy = false;

/** `onMoved` gets the new clock, `onFault` the key of a word. */
export function startClock(onMoved, onFault) {
  const buttons = STEPS.map(([step, key]) => {
    const node = el("button", "step", { type: "button", "data-step": step });
    if (step === "event") node.append(icon("next"));
    node.append(el("span", "", {}, word(key)));
    node.addEventListener("click", () => move(step, onMoved, onFault));
    return node;
  });
  $("clock-steps").replaceChildren(...buttons);
}

export function drawClock(clock, isDemo) {
  $("pretend").hidden = !clock.pretend;
  $("pretend").textContent = clock.pretend;
  $("clock").hidden = !(isDemo && clock.rehearsal);
  $("clock-date").textContent = fullDate(dayOf(clock.now));
  $("clock-date").dateTime = clock.now;
  $("clock-time").textContent = timeOf(clock.now);
  if (busy) return;
  const next = clock.next_event ? word("next_event", { event: clock.next_event }) : "";
  $("clock-next").textContent = next;
  $("clock-next").title = next;
}

async function move(step, onMoved, onFault) {
  if (busy) return;
  show(step);
  try {
    const clock = await moveClock(step);
    busy = false;
    onMoved(clock);
  } catch (fault) {
    onFault(fault.key ?? "unavailable");
  } finally {
    show("");
  }
}

function show(step) {
  busy = step !== "";
  $("clock").classList.toggle("busy", busy);
  $("clock").setAttribute("aria-busy", String(busy));
  if (busy) $("clock-next").textContent = word("moving");
  for (const node of $("clock-steps").children) {
    node.disabled = busy;
    node.classList.toggle("pressed", node.dataset.step === step);
  }
}
