// One message as elements: headings, paragraphs, tables, buttons, pictures, documents.

import { fileAddress } from "./api.js";
import { el, icon, word } from "./dom.js";
import { openViewer } from "./viewer.js";

/** What the bot said. `pressed` is the id of a button whose press is on its way; `press(button)` is called once. */
export function botMessage(entry, { account, pressed, press }) {
  const { blocks, buttons, document: file, picture, chosen } = entry.message;
  const bubble = el("div", "bubble");
  bubble.append(...blocks.map(blockOf));
  if (picture?.blob) bubble.append(pictureOf(picture, account));
  if (file) bubble.append(cardOf(file, account));
  const parts = [bubble];
  if (buttons.length || chosen !== null) parts.push(keysOf(buttons, { chosen, pressed, press }));
  return parts;
}

/** What the person sent. */
export function ownMessage(entry, account) {
  const { file, text } = entry;
  const bubble = el("div", "bubble");
  if (file && file.blob && file.mime.startsWith("image/")) bubble.append(pictureOf(file, account));
  else if (file) bubble.append(cardOf(file, account));
  if (text && text !== file?.name) bubble.append(el("p", "text", {}, text));
  return [bubble];
}

function blockOf(block) {
  if ("heading" in block) return el("h3", "heading", {}, block.heading);
  if ("rows" in block) return tableOf(block);
  return el("p", "text", {}, block.text);
}

const NUMBER = /^[-+−±]?[\d０-９][\d０-９,，.．/％%万亿千百]*\D{0,3}$|^[-—–/]?$/u;

function tableOf({ header, rows }) {
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, i) => rows.every((row) => NUMBER.test(row[i] ?? "")));
  const cells = (row, tag) => row.map((text, i) => el(tag, columns[i] && i > 0 ? "number" : "", {}, text));
  const table = el("table", "", {});
  if (header.length) table.append(el("thead", "", {}, el("tr", "", {}, ...cells(header, "th"))));
  table.append(el("tbody", "", {}, ...rows.map((row) => el("tr", "", {}, ...cells(row, "td")))));
  return el("div", "table", {}, table);
}

/** Rows of buttons. Once something was chosen nothing can be pressed, and the choice stands out. */
function keysOf(rows, { chosen, pressed, press }) {
  const known = rows.some((row) => row.some((button) => button.label === chosen));
  const shown = chosen !== null && !known ? [...rows, [{ label: chosen, id: "", style: "" }]] : rows;
  const settled = chosen !== null;
  const keys = shown.map((row) =>
    el("div", "key-row", {}, ...row.map((button) => keyOf(button, { chosen, settled, pressed, press }))),
  );
  return el("div", settled ? "keys settled" : "keys", {}, ...keys);
}

function keyOf(button, { chosen, settled, pressed, press }) {
  const isChosen = settled && button.label === chosen;
  const isPressed = !settled && pressed === button.id;
  const node = el("button", "key", { type: "button", disabled: settled || Boolean(pressed) });
  node.dataset.option = button.id;
  if (button.style) node.classList.add(button.style);
  if (isChosen) {
    node.classList.add("chosen");
    node.setAttribute("aria-label", `${word("chosen")} ${button.label}`);
    node.append(icon("check"));
  }
  if (isPressed) {
    node.classList.add("busy");
    node.setAttribute("aria-busy", "true");
  }
  node.append(el("span", "", {}, button.label));
  node.addEventListener("click", () => press(button));
  return node;
}

function pictureOf(file, account) {
  const address = fileAddress(account, file.blob);
  const image = el("img", "", { src: address, alt: file.name, loading: "lazy" });
  const label = `${word("picture")} ${file.name}`;
  const node = el("button", "picture", { type: "button", "aria-label": label }, image);
  node.addEventListener("click", () => openViewer(address, file.name));
  return node;
}

function cardOf(file, account) {
  const kind = file.name.includes(".") ? file.name.split(".").at(-1).slice(0, 5).toUpperCase() : "";
  const mark = el("span", "card-mark", {}, kind ? el("b", "", {}, kind) : icon("file"));
  const text = el("span", "card-text", {}, el("span", "card-name", {}, file.name));
  if (!file.blob) return el("div", "card", {}, mark, text);
  text.append(el("span", "card-hint", {}, word("download")));
  const address = fileAddress(account, file.blob);
  return el("a", "card", { href: address, download: file.name }, mark, text, icon("download"));
}
