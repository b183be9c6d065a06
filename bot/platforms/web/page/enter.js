// Signing in. The code comes behind the # of the invitation's link, which a browser tells nobody: it is put into
// the field and taken out of the address, and goes to the server only when the person presses the button.

import * as api from "./api.js";

const $ = (id) => document.getElementById(id);

let words = {};
let second = {};

async function start() {
  const brought = takeCode();
  addEventListener("hashchange", takeCode);
  $("gate").addEventListener("submit", (event) => {
    event.preventDefault();
    enter();
  });
  const found = await told();
  ({ words, second } = found);
  document.documentElement.lang = words.language;
  document.title = words.title;
  for (const node of document.querySelectorAll("[data-both]")) both(node, node.dataset.both);
  if (found.signed_in && !brought) location.replace("/");
  $("other").hidden = !found.signed_in;
}

/** Put the code of the address into the field, and out of the address and the history. */
function takeCode() {
  const code = decodeURIComponent(location.hash.slice(1));
  if (!code) return false;
  history.replaceState(null, "", location.pathname);
  $("code").value = code;
  return true;
}

async function told() {
  for (;;) {
    try {
      return await api.words();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Chinese, then English in small letters. */
function both(node, key, facts = {}) {
  const said = (all) => (all[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  const small = document.createElement("span");
  small.className = "second";
  small.lang = second.language ?? "en";
  small.textContent = said(second);
  node.replaceChildren(said(words), small);
}

async function enter() {
  $("refused").hidden = true;
  $("enter").disabled = true;
  both($("enter"), "signing_in");
  try {
    await api.enter($("code").value);
    sessionStorage.clear(); // drafts of whoever was here before
    location.replace("/");
  } catch (fault) {
    both($("refused"), fault.key, fault.facts);
    $("refused").hidden = false;
    $("enter").disabled = false;
    both($("enter"), "sign_in");
  }
}

start();
