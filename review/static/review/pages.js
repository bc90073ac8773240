// Ties values to their boxes on the page images: choosing one shows the other.
"use strict";
(() => {
  const RETRY_MS = 2000;
  const rects = () => document.querySelectorAll(".sheet rect[data-key]");

  // A page image may still be drawn by a worker: ask again for a while.
  for (const image of document.querySelectorAll(".sheet img")) {
    let tries = 0;
    const again = () => {
      if (tries++ < 30) setTimeout(() => { image.src = image.src.split("?")[0] + "?" + tries; }, RETRY_MS);
    };
    image.addEventListener("error", again);
    if (image.complete && !image.naturalWidth && image.loading !== "lazy") again();
  }

  function choose(key) {
    for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
    document.getElementById("value-" + key)?.classList.add("chosen");
    for (const rect of rects()) {
      if (rect.dataset.key !== key) continue;
      rect.classList.add("chosen");
      rect.scrollIntoView({ block: "center", inline: "nearest" });
    }
  }

  document.addEventListener("click", (event) => {
    const rect = event.target.closest?.("rect[data-key]");
    if (rect) {
      choose(rect.dataset.key);
      document.getElementById("value-" + rect.dataset.key)?.scrollIntoView({ block: "center" });
      return;
    }
    const value = event.target.closest?.(".value[data-key]");
    if (value) choose(value.dataset.key);
  });
})();
