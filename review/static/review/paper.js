// The page images: boxes of values, zoom, rotation, and words picked with the mouse.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const RETRY_MS = 1500;
const LONGEST_RETRY_MS = 10000;
const STEP = 1.25;
const LIMITS = [0.5, 4];
const WANTED_SHARE = 0.62;   // of the pane's width, for the box of a chosen value
const MOST_BY_ITSELF = 1.6;
const CLICK_PX = 4;

export class Paper {
  // `pick(words)` gets {page, box, quote} when staff click or drag over words; `choose(key)` a box.
  constructor(pane, { pick, choose }) {
    Object.assign(this, { pane, pick, choose, zoom: 1, turns: 0, words: new Map(), drag: null });
    for (const image of pane.querySelectorAll("img")) this.#untilDrawn(image);
    pane.addEventListener("pointerdown", (event) => this.#start(event));
    pane.addEventListener("pointermove", (event) => this.#move(event));
    pane.addEventListener("pointerup", (event) => this.#end(event));
    window.addEventListener("resize", () => this.lay());
    this.lay();
  }

  // A worker may still be drawing the page; until then a sentence says so.
  #untilDrawn(image) {
    const note = image.nextElementSibling;
    let wait = RETRY_MS;
    image.addEventListener("error", () => {
      note.hidden = false;
      setTimeout(() => { image.src = `${image.src.split("?")[0]}?${Date.now()}`; }, wait);
      wait = Math.min(wait * 1.3, LONGEST_RETRY_MS);
    });
    image.addEventListener("load", () => { note.hidden = true; });
  }

  lay() {
    const width = (this.pane.clientWidth - 26) * this.zoom;
    for (const figure of this.pane.querySelectorAll(".page")) {
      const frame = figure.querySelector(".frame"), sheet = figure.querySelector(".sheet");
      const image = sheet.querySelector("img");
      const ratio = image.getAttribute("height") / image.getAttribute("width");
      const lying = this.turns % 2 === 1;
      const own = lying ? width / ratio : width;
      frame.style.width = `${width}px`;
      frame.style.height = `${lying ? own : own * ratio}px`;
      sheet.style.width = `${own}px`;
      sheet.style.height = `${own * ratio}px`;
      sheet.style.left = `${(width - own) / 2}px`;
      sheet.style.top = `${lying ? (own - own * ratio) / 2 : 0}px`;
      sheet.style.transform = `rotate(${this.turns * 90}deg)`;
    }
  }

  view(what) {
    if (what === "in") this.#scale(this.zoom * STEP);
    if (what === "out") this.#scale(this.zoom / STEP);
    if (what === "fit") { this.turns = 0; this.#scale(1); }
    if (what === "turn") { this.turns = (this.turns + 1) % 4; this.lay(); }
  }

  #scale(zoom) {
    this.zoom = Math.min(Math.max(zoom, LIMITS[0]), LIMITS[1]);
    this.lay();
  }

  // Draws the boxes of all values anew; `values` holds {key, page, box, status, title}.
  draw(values) {
    for (const svg of this.pane.querySelectorAll(".sheet svg")) svg.replaceChildren();
    for (const { key, page, box, status, title } of values) {
      const rect = this.#rect(page, box, status);
      if (!rect) continue;
      rect.dataset.key = key;
      const label = rect.appendChild(document.createElementNS(SVG, "title"));
      label.textContent = title;
    }
  }

  #rect(page, [left, top, right, bottom], name) {
    const svg = document.querySelector(`#page-${page} svg`);
    if (!svg) return null;
    const rect = document.createElementNS(SVG, "rect");
    const edges = { x: left, y: top, width: right - left, height: bottom - top };
    for (const [edge, size] of Object.entries(edges)) rect.setAttribute(edge, size);
    rect.setAttribute("class", name);
    return svg.appendChild(rect);
  }

  // Shows where a value stands: its box is marked, brought into view and made large enough to read.
  show(key, page, box) {
    for (const rect of this.pane.querySelectorAll("rect")) rect.classList.toggle("chosen", rect.dataset.key === key);
    const marked = this.pane.querySelector("rect.chosen");
    marked?.parentElement.append(marked);   // above boxes that lie over it
    if (!box) return;
    const width = Math.max(box[2] - box[0], 0.12);
    if (this.turns % 2 === 0) this.#scale(Math.min(Math.max(WANTED_SHARE / width, 1), MOST_BY_ITSELF));
    const sheet = document.querySelector(`#page-${page} .sheet`);
    if (!sheet) return;
    const matrix = sheet.querySelector("svg").getScreenCTM();
    const middle = new DOMPoint((box[0] + box[2]) / 2, (box[1] + box[3]) / 2).matrixTransform(matrix);
    const pane = this.pane.getBoundingClientRect();
    this.pane.scrollTop += middle.y - (pane.top + pane.height * 0.4);
    this.pane.scrollLeft += middle.x - (pane.left + pane.width / 2);
  }

  async #wordsOf(figure) {
    const page = figure.dataset.number;
    if (!this.words.has(page)) {
      const answer = fetch(figure.dataset.words).then((response) => (response.ok ? response.json() : { words: [] }));
      this.words.set(page, answer.then((body) => body.words, () => { this.words.delete(page); return []; }));
    }
    return this.words.get(page);
  }

  // A point of the screen as fractions of the unturned page.
  #at(event, svg) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  }

  #start(event) {
    const svg = event.target.closest?.("svg");
    if (!svg || event.button !== 0) return;
    const figure = svg.closest(".page");
    this.#wordsOf(figure);
    this.drag = { svg, figure, from: this.#at(event, svg), x: event.clientX, y: event.clientY, far: false, key: event.target.dataset?.key };
    // The field that is being filled must stay the chosen one.
    event.preventDefault();
    this.pane.setPointerCapture(event.pointerId);
  }

  async #move(event) {
    const drag = this.drag;
    if (!drag) return;
    drag.far ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > CLICK_PX;
    if (!drag.far) return;
    drag.to = this.#at(event, drag.svg);
    this.#mark(drag.figure, this.#touched(await this.#wordsOf(drag.figure), drag.from, drag.to));
  }

  async #end(event) {
    const drag = this.drag;
    this.drag = null;
    if (!drag) return;
    const to = this.#at(event, drag.svg);
    if (!drag.far && drag.key && !event.altKey) { this.choose(drag.key); return; }
    const words = this.#touched(await this.#wordsOf(drag.figure), drag.from, drag.far ? to : drag.from);
    this.#mark(drag.figure, []);
    if (!words.length) return;
    const edge = (side, best) => best(...words.map((word) => word[side]));
    const box = [edge(1, Math.min), edge(2, Math.min), edge(3, Math.max), edge(4, Math.max)];
    const quote = words.map((word) => word[0]).join(" ");
    this.pick({ page: Number(drag.figure.dataset.number), box, quote });
  }

  #touched(words, from, to) {
    const [left, right] = [from[0], to[0]].sort((a, b) => a - b);
    const [top, bottom] = [from[1], to[1]].sort((a, b) => a - b);
    return words.filter(([, l, t, r, b]) => l <= right && r >= left && t <= bottom && b >= top);
  }

  #mark(figure, words) {
    for (const old of figure.querySelectorAll("rect.picked")) old.remove();
    for (const [, ...box] of words) this.#rect(figure.dataset.number, box, "picked");
  }
}
