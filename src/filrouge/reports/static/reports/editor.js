// The editor's comfort: figures at the cursor, drafts that outlive a session. The page works without.

const form = document.getElementById("editor");
const text = document.getElementById("id_body");
const said = document.getElementById("draft-said");
let leaving = null; // the button that sends the page
let keeping = false; // a draft is on its way
let lost = false;
// Before the writer chose a place, figures go at the end.
text.setSelectionRange(text.value.length, text.value.length);

function insert(words) {
  text.focus();
  text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

// A block stands alone: empty lines around it.
function insertBlock(words) {
  const before = text.value.slice(0, text.selectionStart).replace(/\s+$/, "");
  const after = text.value.slice(text.selectionEnd).replace(/^\s+/, "");
  text.setSelectionRange(before.length, text.value.length - after.length);
  insert(`${before ? "\n\n" : ""}${words}\n\n`);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert], [data-insert-block]");
  if (!button) return;
  if (button.dataset.insert) insert(button.dataset.insert);
  else insertBlock(button.dataset.insertBlock);
});

// Enter in the search searches; it does not send the page.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.type === "search") {
    event.preventDefault();
    htmx.trigger(event.target, "search");
  }
  if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[value=continuer]"));
  }
});

// A draft must not arrive after the text it became: the page is sent once the last one is there.
said.addEventListener("htmx:beforeRequest", (event) => {
  if (leaving) event.preventDefault();
  else keeping = true;
});
said.addEventListener("htmx:afterRequest", () => {
  keeping = false;
  if (leaving) form.requestSubmit(leaving);
});
form.addEventListener("submit", (event) => {
  leaving = event.submitter ?? form.querySelector("[type=submit]");
  if (keeping) event.preventDefault();
});

// The last seconds typed are kept when the page is left.
text.addEventListener("input", () => (text.dataset.typed = "yes"));
addEventListener("pagehide", () => {
  if (!leaving && text.dataset.typed) navigator.sendBeacon(form.dataset.draft, new FormData(form));
});

// A session that ended must not take the page, and the text with it, to the log-in form.
function tell(words, logIn) {
  lost = true;
  const link = document.createElement("a");
  Object.assign(link, { href: form.action, target: "_blank", textContent: form.dataset.logIn });
  said.replaceChildren(words, " ", ...(logIn ? [link] : []));
}

form.addEventListener("htmx:beforeOnLoad", (event) => {
  const answer = event.detail.xhr;
  if (answer.getResponseHeader("HX-Redirect") || answer.status === 403) {
    event.preventDefault();
    tell(form.dataset.lost, true);
  }
});
form.addEventListener("htmx:sendError", () => tell(form.dataset.offline, false));

addEventListener("focus", async () => {
  if (!lost) return;
  try {
    const answer = await fetch(form.action);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (answer.redirected || !token) return;
    form.querySelector("[name=csrfmiddlewaretoken]").value = token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": token }));
    lost = false;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  } catch {
    // Still cut: the next return tries again.
  }
});
