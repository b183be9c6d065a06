// Whom the demo lets one play: a column on a wide screen, a sheet on a phone.

import { $, el, paintAvatar, word } from "./dom.js";

let choose = () => {};

export function startPeople(onChoose) {
  choose = onChoose;
  const sheet = $("sheet");
  const wide = matchMedia("(min-width: 820px)");
  const fit = () => {
    const { classList } = $("who");
    const own = classList.contains("own");
    $("who").disabled = !own && (wide.matches || !classList.contains("many"));
    if (wide.matches && sheet.open && !own) sheet.close();
  };
  wide.addEventListener("change", fit);
  $("who").addEventListener("click", () => sheet.showModal());
  $("sheet-close").addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  return fit;
}

/** Draw the people of the demo; whoever is being played has nothing unread. */
export function drawPeople(personas, current) {
  const unread = (persona) => (persona.account === current ? 0 : persona.unread);
  for (const nav of [$("people"), $("sheet-people")]) drawList(nav, personas, current, unread);
  const others = personas.reduce((sum, persona) => sum + unread(persona), 0);
  showBadge($("who-unread"), others);
  document.title = others ? `(${others}) ${word("title")}` : word("title");
}

/** The head of the conversation: who is being played, or in a real office simply the bot. */
export function drawWho(persona, place, isDemo) {
  $("who").classList.toggle("many", isDemo);
  $("who-name").textContent = persona?.name ?? word("title");
  const posts = persona ? [isDemo ? word("playing") : "", persona.post] : [];
  $("who-post").textContent = posts.filter(Boolean).join(" · ");
  paintAvatar($("who-avatar"), persona?.name ?? word("title"), place);
}

function drawList(nav, personas, current, unread) {
  const focused = nav.contains(document.activeElement) ? document.activeElement.dataset.account : null;
  nav.replaceChildren(...personas.map((persona, i) => itemOf(persona, i, current, unread(persona))));
  if (focused) nav.querySelector(`[data-account="${CSS.escape(focused)}"]`)?.focus();
}

function itemOf(persona, place, current, unread) {
  const avatar = el("span", "", { "aria-hidden": "true" });
  paintAvatar(avatar, persona.name, place);
  const text = el("span", "who-text", {}, el("span", "who-name", {}, persona.name));
  text.append(el("span", "who-post", {}, persona.post));
  const badge = el("span", "badge");
  showBadge(badge, unread);
  const node = el("button", "person", { type: "button", "data-account": persona.account }, avatar, text, badge);
  if (persona.account === current) node.setAttribute("aria-current", "true");
  node.addEventListener("click", () => {
    if ($("sheet").open) $("sheet").close();
    choose(persona.account);
  });
  return node;
}

function showBadge(node, count) {
  node.hidden = count === 0;
  node.textContent = count > 99 ? "99+" : String(count);
  node.setAttribute("aria-label", word("unread", { n: count }));
}
