// Outside the demo: the sheet behind one's own name, to sign out here or everywhere.

import { leave } from "./api.js";
import { $, el, word } from "./dom.js";

export function startAccount(fail) {
  $("who").classList.add("own");
  $("sheet-title").textContent = word("your_account");
  const button = (key, everywhere) => {
    const node = el("button", "person out", { type: "button", id: key }, word(key));
    node.addEventListener("click", () => signOut(everywhere, fail));
    return node;
  };
  $("sheet-people").replaceChildren(button("sign_out", false), button("sign_out_all", true));
  addEventListener("pageshow", (event) => event.persisted && location.reload()); // not out of the browser's memory
}

async function signOut(everywhere, fail) {
  try {
    await leave(everywhere);
  } catch (fault) {
    if (fault.status !== 401) return fail(fault.key);
  }
  return goToTheDoor();
}

/** The session is over: nothing of it stays on the page. */
export function goToTheDoor() {
  try {
    sessionStorage.clear();
  } catch {
    // Storage may be switched off; then there is nothing in it.
  }
  document.body.hidden = true;
  location.replace("/enter");
}
