// Keeps a table that the server has drawn up to date, from a stream of server-sent events. The page is complete without it: what is here only moves.
// Texts come from the server as it would print them itself; see Telemetry/Live/FleetSnapshot.cs for what is sent.

const QUIET = 35_000; // Without any event for so long the line is dead: a beat comes each 15 s.
const GRACE = 10_000; // A line that broke is often back sooner; nothing is said until then.
const REOPEN = 5_000; // The browser comes again by itself, but not after an answer that is no stream.
const SAY = 60_000; // No more often is anything said to those who listen to the page.

const time = at => new Date(at).toISOString().slice(11, 16) + " UTC";
const age = seconds => seconds < 90 ? `${seconds} s` : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;

class SdLive extends HTMLElement {
  #source = null;
  #paused = false;
  #brokenAt = 0;
  #heardAt = Date.now();
  #heard = false;
  #ahead = 0; // Milliseconds that the server's clock is ahead of this one.
  #newestAt = null;
  #at = null;
  #said = "";
  #saidAt = Date.now();
  #timer = 0;

  connectedCallback() {
    this.badge = this.querySelector("[data-live=badge]");
    this.age = this.querySelector("[data-live=age]");
    this.#at = Date.parse(this.dataset.at);
    this.#newestAt = Date.parse(this.dataset.newest) || null;
    this.#ahead = this.#at - Date.now();
    this.button = Object.assign(document.createElement("button"), { type: "button", className: "second", textContent: "Pause" });
    this.button.setAttribute("aria-pressed", "false");
    this.button.addEventListener("click", () => this.#pause(!this.#paused));
    this.voice = Object.assign(document.createElement("span"), { className: "unseen" });
    this.voice.setAttribute("role", "status");
    this.querySelector("[data-live=bar]").append(this.button, this.voice);
    document.addEventListener("visibilitychange", this);
    this.#timer = setInterval(() => this.#tick(), 1000);
    this.#open();
  }

  disconnectedCallback() {
    this.#close();
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this);
  }

  // A tab that nobody sees costs nothing.
  handleEvent() {
    if (document.hidden) this.#close();
    else this.#open();
  }

  #pause(paused) {
    this.#paused = paused;
    this.button.setAttribute("aria-pressed", String(paused));
    if (paused) this.#close();
    else this.#open();
    this.#tick();
  }

  #open() {
    if (this.#source || this.#paused || document.hidden) return;
    this.#heardAt = Date.now();
    const source = this.#source = new EventSource(this.getAttribute("src"));
    source.addEventListener("fleet", event => this.#hear(JSON.parse(event.data)));
    source.addEventListener("beat", event => this.#hear(JSON.parse(event.data)));
    source.onerror = () => {
      this.#brokenAt ||= Date.now();
      if (source.readyState !== EventSource.CLOSED || this.#source !== source) return;
      this.#source = null;
      setTimeout(() => this.#open(), REOPEN);
    };
  }

  #close() {
    this.#source?.close();
    this.#source = null;
  }

  #hear(told) {
    this.#heardAt = Date.now();
    this.#heard = true;
    this.#brokenAt = 0;
    this.#at = Date.parse(told.at);
    this.#ahead = this.#at - Date.now();
    this.#newestAt = told.newestAt ? Date.parse(told.newestAt) : null;
    if (told.engines) this.#show(told);
    this.#tick();
  }

  #show(fleet) {
    if (fleet.set !== this.dataset.set) this.#renew(fleet.set);
    this.#write(this.querySelector("[data-live=sentence]"), fleet.sentence);
    this.querySelectorAll("[data-total]").forEach(place => this.#write(place, fleet.totals[place.dataset.total]));
    const rows = new Map([...this.querySelectorAll("tr[data-engine]")].map(row => [row.dataset.engine, row]));
    for (const engine of fleet.engines) {
      const row = rows.get(engine.code);
      if (!row) continue;
      row.dataset.state = engine.state;
      engine.texts.forEach((text, column) => this.#write(row.querySelector(`[data-cell="${column}"]`), text));
    }
    this.#say(fleet.sentence);
  }

  // A figure that is not known is the server's dash with its words, never an empty cell.
  #write(place, text) {
    if (!place || place.dataset.text === (text ?? "")) return;
    place.dataset.text = text ?? "";
    if (text === null) place.replaceChildren(this.querySelector("template[data-live=unknown]").content.cloneNode(true));
    else place.textContent = text;
  }

  // Engines were enrolled or retired: the rows are drawn by the server, so they are asked for.
  async #renew(set) {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("sd-live [data-live=body]");
    if (!fresh) return;
    this.dataset.set = set;
    this.querySelector("[data-live=body]").replaceWith(fresh);
  }

  #tick() {
    const now = Date.now();
    const stale = now - this.#heardAt > QUIET || (this.#brokenAt && now - this.#brokenAt > GRACE);
    const state = this.#paused ? "paused" : stale ? "stale" : this.#heard ? "live" : "";
    if (!state) return;
    if (state === "stale" && this.dataset.state !== "stale") this.#say(`No new figures since ${time(this.#at)}.`);
    this.dataset.state = state;
    const text = state === "live" ? "live, provisional" : `${state} since ${time(this.#at)}`;
    if (this.badge.textContent !== text) this.badge.textContent = text;
    this.badge.className = `badge ${state === "live" ? "badge-good" : "badge-warm"}`;
    if (this.#newestAt) this.age.textContent = `Newest number ${age(Math.max(0, Math.round((now + this.#ahead - this.#newestAt) / 1000)))} old, from ${time(this.#newestAt)}.`;
    if (this.#said && now - this.#saidAt >= SAY) {
      this.voice.textContent = this.#said;
      this.#said = "";
      this.#saidAt = now;
    }
  }

  // The newest sentence is said when a minute has passed; what came between is not.
  #say(sentence) {
    if (this.voice.textContent !== sentence) this.#said = sentence;
  }
}

customElements.define("sd-live", SdLive);
