// Making elements and finding words. Data only ever becomes text, never markup.

let words = {};

export const $ = (id) => document.getElementById(id);

/** The text of a key, with {name} replaced by facts. */
export function word(key, facts = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

/** Take the server's words and put them where the page asks for them. */
export function useWords(given) {
  words = given;
  document.documentElement.lang = word("language");
  document.title = word("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", word(node.dataset.label));
    if (node.matches("button, a")) node.title = word(node.dataset.label);
  }
  $("text").placeholder = word("write");
}

/** An element with a class, properties and children (nodes or strings; null is left out). */
export function el(tag, className = "", properties = {}, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("aria-") || name.startsWith("data-") || name === "role") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

/** One of the symbols of index.html. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A round picture of a name: its first two characters, in a colour by the place in the list. */
export function paintAvatar(node, name, place) {
  node.textContent = [...name].slice(0, 2).join("");
  node.className = `avatar c${Math.max(place, 0) % 8}`;
}
