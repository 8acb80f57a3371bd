// Noting an encounter: what is typed is kept on the server every few seconds, and nothing is sent
// before it is: a tab that closes, a session that ends or a server that is down lose nothing.
// Everything here only adds comfort: the form works without.

const form = document.querySelector("form.noting");
const said = document.getElementById("kept");
const letters = document.getElementById("letters");
const SOON = 1200; // milliseconds after the last letter
const LATEST = 4000; // after the first letter that is not kept
const AGAIN = 3000; // after a failure
const PATIENCE = 10000;
const FORM = "application/x-www-form-urlencoded;charset=UTF-8";
let timer = 0;
let waiting = 0; // since when something is not kept
let lost = false; // the session ended
let held = null; // where what was typed is given back after the log-in
let leaving = false; // a button was pressed
let kept = typed();
let turn = 0; // how many texts this page sent: one that is late does not replace a later one
const PAGE = Math.random().toString(36).slice(2);

function typed() {
  const fields = new FormData(form);
  fields.delete("letters");
  fields.delete("csrfmiddlewaretoken");
  return new URLSearchParams(fields).toString();
}

function tell(words, link) {
  said.replaceChildren(words, ...(link ? [" ", link] : []));
  said.classList.toggle("alarm", Boolean(link) || lost || words === form.dataset.offline);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

// The server may hold what a session that slept too long was sending: `back` then gives it back.
function tellLost(back) {
  lost = true;
  const link = document.createElement("a");
  held = back ?? held;
  const href = held ?? `${form.action}?brouillon=${form.elements.key.value}`;
  Object.assign(link, { href, target: "_blank", textContent: form.dataset.logIn });
  tell(form.dataset.lost, link);
}

// Keep the form as it stands; whether the server has it.
async function save({ last = false, anyway = false } = {}) {
  clearTimeout(timer);
  waiting = 0;
  const now = typed();
  if (now === kept && !anyway) return true;
  const token = form.elements.csrfmiddlewaretoken.value;
  let answer;
  try {
    answer = await fetch(form.dataset.draft, {
      method: "POST",
      body: `${now}&turn=${PAGE}.${(turn += 1)}`,
      headers: {
        "Content-Type": FORM,
        "HX-Request": "true",
        "HX-Current-URL": location.href,
        "X-CSRFToken": token,
      },
      redirect: "manual",
      keepalive: last && now.length < 60000,
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    tell(form.dataset.offline);
    later(AGAIN);
    return false;
  }
  const logIn = answer.headers.get("HX-Redirect");
  if (logIn || answer.type === "opaqueredirect" || answer.status === 403) {
    tellLost(logIn);
    return false;
  }
  if (answer.status >= 500) {
    tell(form.dataset.offline);
    later(AGAIN);
    return false;
  }
  kept = now;
  lost = false;
  held = null;
  if (answer.status !== 204) tell(await answer.text());
  return true;
}

function soon(wait) {
  waiting ||= Date.now();
  later(Math.max(0, Math.min(wait, waiting + LATEST - Date.now())));
}

form.addEventListener("input", (event) => event.target !== letters && soon(SOON));
form.addEventListener("change", (event) => event.target !== letters && soon(300));

// Nothing is sent before the server answers: a page that cannot be sent stays, with its text.
form.addEventListener("submit", async (event) => {
  if (leaving === event.submitter && leaving) return;
  event.preventDefault();
  if (leaving) return;
  leaving = true;
  const button = event.submitter;
  if (await save({ anyway: true })) {
    leaving = button;
    form.requestSubmit(button);
  } else {
    leaving = false;
  }
});
addEventListener("pageshow", () => (leaving = false));

// The last seconds typed, when the phone is put away or the tab closes.
const away = () => leaving || save({ last: true });
addEventListener("pagehide", away);
document.addEventListener("visibilitychange", () => (document.hidden ? away() : back()));
addEventListener("focus", back);
addEventListener("online", back);

// Back from the other tab, perhaps logged in again: what was not kept is kept now.
async function back() {
  if (lost && !(await renewed())) return;
  if (typed() !== kept) save();
}

async function renewed() {
  try {
    const answer = await fetch(form.dataset.token);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("main [name=csrfmiddlewaretoken]")?.value;
    if (answer.redirected || !token) return false;
    form.elements.csrfmiddlewaretoken.value = token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": token }));
    lost = false;
    return true;
  } catch {
    return false;
  }
}

// Two letters, arrows, Enter.
const found = () => [...document.querySelectorAll("#found button")];
form.addEventListener("keydown", (event) => {
  const all = found();
  const here = all.indexOf(event.target);
  if (event.target !== letters && here < 0) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length) {
    event.preventDefault();
    (here + step < 0 ? letters : all[Math.min(here + step, all.length - 1)]).focus();
  } else if (event.key === "Enter" && here < 0 && all.length) {
    event.preventDefault(); // never somebody found for other letters
    const fresh = document.getElementById("found").dataset.letters === letters.value;
    if (fresh) form.requestSubmit(all[0]);
  }
});

// Usual durations follow the kind; the way follows the place, else the kind.
const durations = document.getElementById("durations");
const ways = document.getElementById("ways");
const usual = JSON.parse(durations.dataset.usual);
const known = JSON.parse(ways.dataset.ways);

function offer(group, numbers, hinted) {
  const labels = [...group.querySelectorAll("label.tap")];
  const other = labels.pop();
  const by = new Map(labels.map((label) => [label.firstElementChild.value, label]));
  for (const number of numbers.map(String)) {
    const label = by.get(number) ?? other.cloneNode(true);
    by.delete(number);
    const [input, words] = label.children;
    if (input.value !== number) Object.assign(input, { value: number, checked: false });
    const hint = document.createElement("small");
    hint.textContent = group.dataset.hint;
    words.replaceChildren(number, ...(number === hinted ? [" ", hint] : []));
    label.hidden = false;
    other.before(label);
  }
  for (const label of by.values()) {
    label.hidden = !label.firstElementChild.checked;
    label.querySelector("small")?.remove();
  }
}

function propose() {
  const kind = form.querySelector("[name=kind]:checked")?.value ?? "home_visit";
  const place = form.elements.place.value.trim().toLocaleLowerCase();
  if (usual[kind]) offer(durations, usual[kind]);
  const last = known.find(([of, where]) =>
    place ? where.toLocaleLowerCase() === place : of === kind,
  )?.[2];
  const common = [15, 30, 45, 60].filter((one) => one !== last);
  offer(ways, last ? [last, ...common] : common, String(last));
}

form.addEventListener("change", (event) => {
  if (event.target.name === "kind" || event.target.name === "place") propose();
});

// Another number of minutes is typed: it is the one meant.
for (const field of form.querySelectorAll(".minutes")) {
  field.addEventListener("input", () => {
    const name = field.name.replace("_other", "");
    form.querySelector(`[name=${name}][value=other]`).checked = true;
  });
}

// The days around today, one tap each.
document.getElementById("days").hidden = false;
for (const button of document.querySelectorAll("[data-day]")) {
  button.addEventListener("click", () => {
    form.elements.day.value = button.dataset.day;
    form.elements.day.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
