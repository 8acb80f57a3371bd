// Keys, panel, copying. Everything here only adds comfort: pages work without it.

const panel = () => document.getElementById("panel");
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
let opener = null;

function visible(element) {
  return element.getClientRects().length > 0;
}

function find() {
  const fields = [...document.querySelectorAll("[data-find]")].filter(visible);
  const field = fields.find((one) => one.closest("main")) ?? fields[0];
  field?.focus();
  field?.select();
  return Boolean(field);
}

function note() {
  const link = document.querySelector("a[data-note]");
  link?.click();
  return Boolean(link);
}

function closePanel() {
  const close = panel()?.querySelector("[data-close-panel]");
  if (!close) return false;
  history.pushState({}, "", close.href);
  panel().replaceChildren();
  opener?.focus();
  opener = null;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const open = document.querySelector("dialog[open], [popover]:popover-open");
  if (event.key === "Escape" && !open && closePanel()) event.preventDefault();
  if (typing(event.target) || open) return;
  if (event.key === "/" && find()) event.preventDefault();
  if (event.key === "n" && note()) event.preventDefault();
  if (event.key === "?") document.getElementById("keys")?.showModal();
});

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close-panel]");
  if (close && closePanel()) event.preventDefault();
  const copy = event.target.closest("[data-copy]");
  if (copy) copyText(copy);
});

async function copyText(button) {
  const said = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = button.dataset.done;
  } catch {
    said.textContent = button.dataset.copy;
  }
}

// The panel takes the focus when it opens and gives it back when it closes.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id === "panel") opener = event.detail.elt;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "panel") return;
  panel().scrollTop = 0;
  panel().querySelector("h2")?.focus();
});

// A refused or failed fragment says so instead of leaving the page silent.
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    const link = event.detail.elt.closest("a[href]");
    if (link) location.assign(link.href);
  });
}

// A workbook may be dropped anywhere in its frame.
for (const drop of document.querySelectorAll(".drop")) {
  const input = drop.querySelector("input[type=file]");
  const over = (on) => (event) => {
    event.preventDefault();
    drop.classList.toggle("over", on);
  };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", (event) => {
    over(false)(event);
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
