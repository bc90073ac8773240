// The review desk: fields on the right, keys, and what happens to a change.
"use strict";
import { Paper } from "./paper.js";
import { Sender, newAct } from "./sending.js";
import { TextView } from "./text.js";

const desk = document.getElementById("desk");
const record = document.getElementById("record");
const say = document.getElementById("sentences").dataset;
const keys = document.getElementById("keys");
const inputs = "input, textarea, select";
const BESIDE = {
  number: ["symbol", "code"], symbol: ["number", "code"], issuer: ["issuer_parent"], issued_on: ["place"],
  place: ["issued_on"], document_type: ["subject"], signers: ["recipients"], arrival: ["symbol", "issuer"],
};
// Where Decree 30 puts what was not found, in fractions of page 1.
const USUAL = {
  issued_on: [0.45, 0.08, 0.93, 0.17], place: [0.45, 0.08, 0.93, 0.17], number: [0.1, 0.06, 0.5, 0.18],
  symbol: [0.1, 0.06, 0.5, 0.18], issuer: [0.1, 0.04, 0.5, 0.14], subject: [0.1, 0.1, 0.9, 0.26],
};
const LAST = "vanthu.approved";

const paper = new Paper(document.querySelector(".paper"), { pick: fillFromPaper, choose: (key) => focusValue(find(key)) });
const sender = new Sender(desk.dataset.token, { done: stored, refused, away, login: () => toast(say.login) });
const text = new TextView(desk, { send: (place, change) => sender.add(place, change), respelling: desk.dataset.address + "chua-chu" });
const past = document.getElementById("history");
let chosen = null;

const find = (key) => document.getElementById(`value-${key}`);
const values = () => [...record.querySelectorAll(".value:not(.new)")];
// In a letter of the sample every value is looked at, also those the machine was sure of.
const ASKED = desk.dataset.sample === undefined ? ".needs_review, .needed" : ":not(.missing), .needed";
const open = () => values().filter((value) => value.matches(ASKED) && value.querySelector(inputs));
const boxOf = (value) => (value.dataset.box ? value.dataset.box.split(",").map(Number) : null);
const typed = (value) => [...value.querySelectorAll(inputs)];
const isChanged = (input) => (input.tagName === "SELECT" ? ![...input.options].find((o) => o.selected)?.defaultSelected : input.value !== input.defaultValue);

// --- what is shown -------------------------------------------------------------------------

function redraw() {
  // The code stands where number and symbol stand.
  const boxed = values().filter((value) => boxOf(value) && value.dataset.name !== "code");
  paper.draw(boxed.map((value) => ({
    key: value.dataset.key, page: value.dataset.page, box: boxOf(value),
    status: value.querySelector(".status").classList[1], title: value.getAttribute("aria-label"),
  })));
  for (const area of record.querySelectorAll("textarea")) grow(area);
  const left = record.querySelectorAll(".value.needs_review").length;
  document.getElementById("doubtful").textContent = left ? say.left.replace("#", left) : say.none;
}

function grow(area) {
  area.style.height = "auto";
  if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
}

function choose(value) {
  if (!value || value === chosen) return;
  chosen?.classList.remove("chosen");
  chosen = value;
  value.classList.add("chosen");
  for (const area of value.querySelectorAll("textarea")) grow(area);
  const place = boxOf(value) ? value : nearby(value);
  const usual = USUAL[value.dataset.name];
  paper.show(value.dataset.key, place?.dataset.page ?? 1, place ? boxOf(place) : usual);
}

// Where nothing was found, show the part of the paper where it usually stands.
function nearby(value) {
  const names = BESIDE[value.dataset.name] ?? [];
  return names.map((name) => find(`${name}-0`)).find((one) => one && boxOf(one));
}

function focusValue(value) {
  const input = value?.querySelector(inputs);
  if (!value) return;
  choose(value);
  (input ?? value).focus({ preventScroll: true });
  input?.select?.();
  value.scrollIntoView({ block: "nearest" });
}

function toast(text) {
  if (!text) return;
  const note = document.getElementById("toast");
  note.textContent = text;
  note.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { note.hidden = true; }, 5000);
}

function away(count) {
  const note = document.getElementById("away");
  note.hidden = count === 0;
  note.querySelector("span").textContent = count ? say.waiting.replace("#", count) : "";
}

// --- changes -------------------------------------------------------------------------------

const address = (what) => desk.dataset.address + what;

function send(value, kind, more = {}) {
  const { name, position, seen } = value.dataset;
  value.classList.add("sending");
  return sender.add(address("sua"), { act: newAct(), kind, name, position: Number(position), seen: Number(seen), ...more });
}

const textsOf = (value) => Object.fromEntries(typed(value).filter(isChanged).map((input) => [input.dataset.part, input.value]));
// What is still in its boxes was refused, and nobody has changed it since.
const isStuck = (value) => value.dataset.refused !== undefined && value.dataset.refused === JSON.stringify(textsOf(value));

// Stores what was typed into a value, if anything was; returns whether it was.
function keep(value, evidence) {
  const changed = typed(value).filter(isChanged);
  if (!changed.length || isStuck(value)) return false;
  const texts = textsOf(value);
  const more = evidence ? { typed: texts, evidence } : { typed: texts };
  for (const input of changed) {
    if (input.tagName === "SELECT") for (const option of input.options) option.defaultSelected = option.selected;
    else input.defaultValue = input.value;
  }
  send(value, value.classList.contains("new") ? "add" : "set", more);
  return true;
}

function swap(fields) {
  const focused = document.activeElement;
  const key = focused?.closest?.(".value")?.dataset.key, part = focused?.dataset?.part;
  const adding = focused?.matches(".add") && focused.parentElement.id;
  for (const [name, html] of Object.entries(fields ?? {})) {
    const old = document.getElementById(`field-${name}`);
    const busy = [...old.querySelectorAll(inputs)].some((input) => input !== focused && isChanged(input)) || (old.contains(focused) && focused.matches(inputs) && isChanged(focused));
    if (busy) { follow(old, html); continue; }
    old.outerHTML = html;
  }
  redraw();
  if (adding) document.querySelector(`#${adding} .add`)?.focus();
  if (!document.contains(focused) && key) {
    const value = find(key);
    if (!value) return;
    chosen = value;
    value.classList.add("chosen");
    const again = part === undefined ? value.querySelector(inputs) : value.querySelector(`[data-part="${CSS.escape(part)}"]`);
    again?.focus({ preventScroll: true });
  }
}

// Somebody is typing in this field: take over only what later changes must know.
function follow(old, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const value of fresh.querySelectorAll(".value[id]")) {
    const mine = document.getElementById(value.id);
    if (mine) mine.dataset.seen = value.dataset.seen;
  }
}

// A change of another letter may be sent from this page, when the server was away before.
const isHere = (sent) => sent.address === address("sua");

function stored(sent, answer) {
  if (isHere(sent)) swap(answer.fields);
  showPast();
  // The letters around this one follow its code and what it cites.
  if (["references", "number", "symbol", "code"].includes(sent.change.name)) record.dispatchEvent(new Event("changed"));
}

function refused(sent, answer) {
  if (!isHere(sent)) { toast(answer.message ?? ""); text.refresh(); return; }
  const { change } = sent;
  swap(answer.fields);
  const value = answer.code === "records.wrong_value" && change.typed ? giveBack(change) : find(`${change.name}-${change.position}`);
  const trouble = value?.querySelector(".trouble");
  if (trouble && answer.message) {
    // Where somebody else's value stands now, what was typed is not lost.
    const texts = answer.code === "records.stale_version" ? Object.values(change.typed ?? {}).join(", ") : "";
    trouble.textContent = texts ? `${answer.message} ${say.typed.replace("#", texts)}` : answer.message;
    trouble.hidden = false;
  }
  toast(answer.message ?? "");
}

// What was typed and is no value of the field stays in its boxes, to be put right.
function giveBack({ kind, name, position, typed: texts }) {
  const field = document.getElementById(`field-${name}`);
  if (kind === "add" && !field.querySelector(".value.new")) add(field.querySelector(".add"));
  const value = kind === "add" ? field.querySelector(".value.new") : find(`${name}-${position}`);
  if (!value) return null;
  for (const input of typed(value)) if (input.dataset.part in texts) input.value = texts[input.dataset.part];
  const stuck = textsOf(value);
  if (Object.keys(stuck).length) value.dataset.refused = JSON.stringify(stuck);
  return value;
}

async function ask(what) {
  await sender.flush();
  if (sender.waiting) return null;
  let response;
  try {
    response = await sender.post(address(what));
  } catch {
    away(1);
    return null;
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  return { refused: true, ...answer };
}

async function approve() {
  // Nobody approves an approved letter, nor one that may only be looked at.
  if (document.getElementById("approve") === null) return;
  for (const value of record.querySelectorAll(".value")) keep(value);
  await sender.flush();
  const stuck = [...record.querySelectorAll(".value")].find(isStuck);
  if (stuck) { stay(stuck); return; }
  const answer = await ask("duyet");
  if (!answer) return;
  if (answer.refused) { toast(answer.message ?? say.login); return; }
  sessionStorage.setItem(LAST, desk.dataset.address);
  location.assign(answer.next ? desk.dataset.address.replace(/\d+\/$/, `${answer.next}/`) : desk.dataset.list);
}

async function undo() {
  if (document.getElementById("undo") === null) return;
  const answer = await ask("hoan-tac");
  if (!answer) return;
  const before = sessionStorage.getItem(LAST);
  if (answer.refused && before && before !== desk.dataset.address) {
    // Nothing to undo here: the last thing done was to approve the letter before.
    sessionStorage.removeItem(LAST);
    await sender.post(`${before}hoan-tac`);
    location.assign(before);
    return;
  }
  if (answer.refused) { toast(answer.message ?? say.login); return; }
  if (document.getElementById("approve") === null) { location.reload(); return; }
  swap(answer.fields);
  text.refresh();
  showPast();
  toast(say.undone);
}

// Fetched when it is opened, and again after each change while it is open.
async function showPast() {
  if (!past?.open) return;
  const response = await fetch(past.dataset.address).catch(() => null);
  if (response?.ok) past.lastElementChild.innerHTML = await response.text();
}

function restore(button) {
  const { correction, spot } = button.dataset;
  const value = find(spot);
  const [name, position] = [spot.slice(0, spot.lastIndexOf("-")), Number(spot.slice(spot.lastIndexOf("-") + 1))];
  const seen = Number(value?.dataset.seen ?? button.dataset.seen);
  return sender.add(address("sua"), { act: newAct(), kind: "restore", name, position, seen, correction: Number(correction) });
}

function pick(value, choice) {
  const button = value?.querySelector(`.others [data-choice="${choice}"]`);
  if (!button) return false;
  for (const input of typed(value)) if (input.tagName !== "SELECT") input.value = input.defaultValue;
  send(value, "pick", { choice: Number(choice) });
  goOn(value);
  return true;
}

async function reopen() {
  const answer = await ask("mo-lai");
  if (answer && !answer.refused) location.reload();
}

function fillFromPaper(words) {
  const input = chosen?.contains(document.activeElement) && document.activeElement.matches(inputs) ? document.activeElement : chosen?.querySelector(inputs);
  if (!input || input.tagName === "SELECT") return;
  input.value = words.quote;
  if (input.tagName === "TEXTAREA") grow(input);
  keep(chosen, words);
  input.focus({ preventScroll: true });
}

// --- going from one to the next -------------------------------------------------------------

function nextOpen(from, step = 1) {
  const every = values(), waiting = new Set(open());
  const at = from ? every.indexOf(from) : -1;
  const order = step > 0 ? every.slice(at + 1) : every.slice(0, Math.max(at, 0)).reverse();
  return order.find((value) => waiting.has(value)) ?? null;
}

function goOn(value) {
  const skipped = (one) => one !== value && one.matches(".needs_review:not(.sending)");
  const next = nextOpen(value) ?? open().find(skipped);
  if (next) focusValue(next);
  else { document.getElementById("approve")?.focus(); chosen?.classList.remove("chosen"); chosen = null; }
}

function stay(value) {
  focusValue(value);
  toast(value.querySelector(".trouble").textContent);
}

function enter(value) {
  if (isStuck(value)) { stay(value); return; }
  const isNew = value.classList.contains("new");
  if (!keep(value) && value.classList.contains("needs_review")) send(value, "accept");
  if (isNew) value.parentElement.querySelector(".add").focus();
  else goOn(value);
}

function add(button) {
  const fresh = button.previousElementSibling.content.cloneNode(true).firstElementChild;
  button.before(fresh);
  focusValue(fresh);
}

function remove(value) {
  if (value.classList.contains("new")) { value.remove(); return; }
  if (value.querySelector('[data-do="remove"]')) send(value, "remove");
}

const DO = {
  approve, undo, reopen,
  help: () => keys.showModal(),
  add: (button) => add(button),
  accept: (button) => send(button.closest(".value"), "accept"),
  remove: (button) => remove(button.closest(".value")),
  pick: (button) => pick(button.closest(".value"), button.dataset.choice),
  restore,
  text: () => text.toggle(),
  ways: (button) => text.ways(button),
  respell: (button) => text.respell(button),
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) { DO[button.dataset.do](button); return; }
  const view = event.target.closest("[data-view]");
  if (view) { paper.view(view.dataset.view); return; }
  const value = event.target.closest(".value");
  if (value && !event.target.closest(inputs)) focusValue(value);
});
record.addEventListener("focusin", (event) => choose(event.target.closest(".value")));
record.addEventListener("input", (event) => { if (event.target.tagName === "TEXTAREA") grow(event.target); });
record.addEventListener("focusout", (event) => {
  const value = event.target.closest(".value");
  if (value && !value.contains(event.relatedTarget) && document.contains(value)) keep(value);
});

const isHelp = (event, input) => event.key === "F1" || (event.key === "?" && (!input || (input.selectionStart === 0 && input.selectionEnd === input.value?.length)));

function forget(input, value) {
  input.value = input.defaultValue;
  input.select();
  const trouble = value?.querySelector(".trouble");
  if (trouble) trouble.hidden = true;
}

function onKey(event) {
  const input = event.target.matches?.("input, textarea") ? event.target : null;
  const value = event.target.closest?.(".value");
  const ctrl = event.ctrlKey || event.metaKey;
  if (isHelp(event, input)) return keys.showModal();
  if (event.key === "Enter" && ctrl) return void approve();
  if (ctrl && event.key.toLowerCase() === "z" && !(input && isChanged(input))) return void undo();
  if (event.key === "Enter" && value && !event.shiftKey && !event.altKey && event.target.matches(inputs)) return enter(value);
  if (event.altKey && /^Digit[1-9]$/.test(event.code)) return pick(value ?? chosen, event.code.slice(5)) && undefined;
  if (event.altKey && event.key === "ArrowDown") return goOn(value ?? null);
  if (event.altKey && event.key === "ArrowUp") return focusValue(nextOpen(value ?? null, -1));
  if (event.altKey && event.key === "Delete" && value) return remove(value);
  if (event.altKey && event.key.toLowerCase() === "n" && desk.dataset.next) return location.assign(desk.dataset.next);
  if (event.key === "Escape" && input && isChanged(input)) return forget(input, value);
  const view = !event.target.matches?.(inputs) && !ctrl && !event.altKey && { "+": "in", "=": "in", "-": "out", 0: "fit", r: "turn" }[event.key];
  if (view) return paper.view(view);
  if (!event.target.matches?.(inputs) && !ctrl && !event.altKey && event.key === "t") return void text.toggle();
  return false;
}

document.addEventListener("keydown", (event) => {
  if (keys.open) return;
  if (onKey(event) !== false) event.preventDefault();
});
// Leaving with unsent changes is safe, they are kept; what is still in a box is stored first.
window.addEventListener("pagehide", () => { for (const value of record.querySelectorAll(".value")) keep(value); });

past?.addEventListener("toggle", showPast);
redraw();
sender.flush();
focusValue(open()[0]);
if (!chosen) document.getElementById("approve")?.focus();
if (desk.dataset.nextImage) new Image().src = desk.dataset.nextImage;
