// A picture in full; closed by the button, by Escape or by a tap beside it.

import { $ } from "./dom.js";

export function openViewer(address, name) {
  $("viewer-image").src = address;
  $("viewer-image").alt = name;
  $("viewer-download").href = address;
  $("viewer-download").download = name;
  $("viewer").showModal();
}

export function startViewer() {
  const viewer = $("viewer");
  $("viewer-close").addEventListener("click", () => viewer.close());
  viewer.addEventListener("click", (event) => {
    if (event.target === viewer || event.target === $("viewer-image")) viewer.close();
  });
}
