// Sends changes one after another and keeps what could not be sent: no click is ever lost.
"use strict";

const KEY = "vanthu.pending";
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 15000;

const load = () => JSON.parse(localStorage.getItem(KEY) ?? "[]");
const save = (waiting) => localStorage.setItem(KEY, JSON.stringify(waiting));

export const newAct = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

export class Sender {
  // `done(change, answer)` after a change is stored, `refused(change, answer)` when it cannot be,
  // `away(count)` whenever the number of waiting changes changes, `login()` when nobody is logged in.
  constructor(token, { done, refused, away, login }) {
    Object.assign(this, { token, done, refused, away, login, running: null, wait: FIRST_WAIT_MS });
    window.addEventListener("online", () => this.flush());
  }

  async post(address, body) {
    return fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
      body: JSON.stringify(body ?? {}),
      redirect: "error",
    });
  }

  add(address, change) {
    save([...load(), { address, change }]);
    return this.flush();
  }

  // Returns once everything is sent, or once the server turned out to be away.
  flush() {
    this.running ??= this.#send().finally(() => { this.running = null; });
    return this.running;
  }

  get waiting() { return load().length; }

  async #send() {
    for (let first = load()[0]; first; first = load()[0]) {
      let response;
      try {
        response = await this.post(first.address, first.change);
      } catch {
        response = null;
      }
      if (response && [401, 403].includes(response.status)) { this.away(this.waiting); this.login(); return; }
      if (!response || response.status >= 500) { this.#later(); return; }
      this.wait = FIRST_WAIT_MS;
      const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
      // By its own name: another window may have sent or added changes meanwhile.
      const rest = load().filter((one) => one.change.act !== first.change.act);
      if (response.ok) this.#follow(first, answer, rest);
      save(rest);
      (response.ok ? this.done : this.refused)(first, answer);
      this.away(0);
    }
  }

  // Later changes of the same value were made on top of this one, not on what was there before.
  #follow(first, answer, rest) {
    for (const later of rest) {
      const same = later.address === first.address && later.change.name === first.change.name;
      if (same && later.change.position === first.change.position) later.change.seen = answer.seen ?? later.change.seen;
    }
  }

  #later() {
    this.away(this.waiting);
    setTimeout(() => this.flush(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }
}
