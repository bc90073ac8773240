// The words as read, in place of the page images: repaired ones are marked and can be taken back.
"use strict";
import { newAct } from "./sending.js";

export class TextView {
  // `send(address, change)` stores one change; `respelling` is the address for one word.
  constructor(desk, { send, respelling }) {
    Object.assign(this, { send, respelling });
    this.region = document.getElementById("text");
    this.button = document.getElementById("show-text");
    this.paper = desk.querySelector(".paper");
    this.region.addEventListener("keydown", (event) => this.#leave(event));
  }

  get shown() { return !this.region.hidden; }

  async toggle() {
    const show = !this.shown;
    this.region.hidden = !show;
    this.paper.hidden = show;
    this.button.setAttribute("aria-pressed", String(show));
    if (show) { await this.refresh(); this.region.focus(); }
    else this.paper.focus();
  }

  async refresh() {
    if (!this.shown) return;
    const response = await fetch(this.region.dataset.address).catch(() => null);
    if (response?.ok) this.region.innerHTML = await response.text();
  }

  // Opens or closes the other spellings of a word.
  ways(button) {
    const ways = button.nextElementSibling;
    for (const other of this.region.querySelectorAll(".ways:not([hidden])")) {
      if (other !== ways) this.#close(other);
    }
    ways.hidden = !ways.hidden;
    button.setAttribute("aria-expanded", String(!ways.hidden));
    if (!ways.hidden) ways.querySelector("button")?.focus();
  }

  // Escape closes what is open and goes back to its word.
  #leave(event) {
    const open = event.key === "Escape" && this.region.querySelector(".ways:not([hidden])");
    if (!open) return;
    this.#close(open);
    open.previousElementSibling.focus();
    event.stopPropagation();
  }

  #close(ways) {
    ways.hidden = true;
    ways.previousElementSibling.setAttribute("aria-expanded", "false");
  }

  respell(button) {
    const ways = button.closest(".ways"), word = ways.previousElementSibling;
    const { page, line, word: at, seen } = ways.dataset;
    const text = button.textContent;
    this.send(this.respelling, { act: newAct(), page: Number(page), line: Number(line), word: Number(at), text, seen });
    // What stood there is one of the ways now.
    button.textContent = seen;
    ways.dataset.seen = text;
    word.textContent = text;
    this.#close(ways);
    word.focus();
  }
}
