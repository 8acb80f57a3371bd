// Arrows in the quick search: from the letters to the lines found, and back. Enter opens.

const field = () => document.querySelector("[data-palette] input[type=search]");
const lines = () => [...document.querySelectorAll("#palette a")];

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const all = lines();
  const here = all.indexOf(document.activeElement);
  if (here < 0 && document.activeElement !== field()) return;
  const next = here + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  (next < 0 ? field() : all[Math.min(next, all.length - 1)])?.focus();
});
