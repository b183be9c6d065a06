// Command suggestions: while "/" is typed, or all of them from the menu button.

import { $, el } from "./dom.js";

let commands = [];
let active = -1;
let pick = () => {};
let again = () => {}; // what asked last: repeated when commands arrive after it

export function startSuggest(onPick) {
  pick = onPick;
}

export function useCommands(given) {
  commands = given.map(({ command, description }) => ({ name: `/${command.replace(/^\//, "")}`, description }));
  if (active < 0) again();
}

export const isOpen = () => !$("suggest").hidden;

/** Suggest for what has been typed so far; only a lone "/word" asks for it. */
export function suggestFor(text) {
  if (!/^[/／]\S*$/u.test(text)) return close();
  const typed = text.slice(1).toLowerCase();
  const fits = ({ name, description }) => name.startsWith(`/${typed}`) || (typed && description.includes(typed));
  open(commands.filter(fits));
  again = () => suggestFor(text);
  return undefined;
}

export function toggleAll() {
  if (isOpen()) return close();
  open(commands);
  again = () => open(commands);
  return undefined;
}

export function close() {
  $("suggest").hidden = true;
  $("menu").setAttribute("aria-expanded", "false");
  $("text").removeAttribute("aria-activedescendant");
  active = -1;
  again = () => {};
}

/** Arrow keys, Tab, Enter and Escape while the list is open. Returns true if the key was for the list. */
export function takeKey(key) {
  if (!isOpen()) return false;
  const options = [...$("suggest").children];
  if (key === "Escape") close();
  else if (key === "ArrowDown") highlight((active + 1) % options.length);
  else if (key === "ArrowUp") highlight((active - 1 + options.length) % options.length);
  else if (key === "Tab") pick(options[Math.max(active, 0)].dataset.command, false);
  else if (key === "Enter" && active >= 0) pick(options[active].dataset.command, true);
  else return false;
  return true;
}

function open(found) {
  if (!found.length) return close();
  active = -1;
  $("suggest").replaceChildren(...found.map(optionOf));
  $("suggest").hidden = false;
  $("suggest").scrollTop = 0;
  $("menu").setAttribute("aria-expanded", "true");
  return undefined;
}

function optionOf({ name, description }, i) {
  const texts = [el("b", "", {}, name), el("span", "", {}, description)];
  const node = el("div", "option", { role: "option", id: `option-${i}`, "data-command": name }, ...texts);
  node.addEventListener("pointerdown", (event) => event.preventDefault()); // the text keeps the focus
  node.addEventListener("click", () => pick(name, true));
  return node;
}

function highlight(next) {
  active = next;
  [...$("suggest").children].forEach((node, i) => node.setAttribute("aria-selected", String(i === active)));
  $("suggest").children[active].scrollIntoView({ block: "nearest" });
  $("text").setAttribute("aria-activedescendant", `option-${active}`);
}
