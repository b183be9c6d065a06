// Writing: text that grows, Enter to send, files by button, by drop and by paste, drafts kept per person.

import { $ } from "./dom.js";
import * as suggest from "./suggest.js";

const TALLEST = 160; // pixels

let on = { send() {}, files() {}, draft() {}, menu() {} };

export function startComposer(handlers) {
  on = handlers;
  suggest.startSuggest(takeCommand);
  $("text").addEventListener("input", typed);
  $("text").addEventListener("keydown", keyed);
  $("text").addEventListener("paste", pasted);
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  $("menu").addEventListener("click", () => {
    on.menu();
    suggest.toggleAll();
    focusIfMouse();
  });
  $("menu").addEventListener("pointerdown", (event) => event.preventDefault());
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("#composer, #suggest")) suggest.close();
  });
  startFiles();
}

/** Put a text (another person's draft) into the field. */
export function fill(text) {
  $("text").value = text;
  suggest.close();
  fit();
}

function send() {
  const text = $("text").value.trim();
  if (!text) return;
  fill("");
  on.draft("");
  on.send(text);
}

function typed() {
  fit();
  on.draft($("text").value);
  suggest.suggestFor($("text").value);
}

function keyed(event) {
  // 229 and isComposing: this Enter chooses a word of an input method, it does not send.
  if (event.isComposing || event.keyCode === 229) return;
  if (suggest.takeKey(event.key)) event.preventDefault();
  else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  }
}

function takeCommand(name, now) {
  fill(now ? "" : `${name} `);
  on.draft($("text").value);
  if (now) on.send(name);
  focusIfMouse();
}

/** Not on a touch screen, where the focus would bring up the keyboard over what is to be read. */
export function focusIfMouse() {
  if (matchMedia("(hover: hover)").matches) $("text").focus({ preventScroll: true });
}

function fit() {
  const field = $("text");
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, TALLEST)}px`;
  field.classList.toggle("tall", field.scrollHeight > TALLEST);
  $("send").disabled = !field.value.trim();
}

function startFiles() {
  $("attach").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    on.files([...$("file").files]);
    $("file").value = "";
  });
  startDrop();
}

function pasted(event) {
  const files = [...event.clipboardData.files];
  if (!files.length) return;
  event.preventDefault();
  on.files(files);
}

function startDrop() {
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  let depth = 0;
  const enter = (event) => {
    if (!carriesFiles(event)) return;
    depth += 1;
    $("drop").hidden = false;
  };
  const leave = (event) => {
    if (!carriesFiles(event)) return;
    depth = Math.max(0, depth - 1);
    $("drop").hidden = depth === 0;
  };
  addEventListener("dragenter", enter);
  addEventListener("dragleave", leave);
  addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    $("drop").hidden = true;
    on.files([...event.dataTransfer.files]);
  });
}
