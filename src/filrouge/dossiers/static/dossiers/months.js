// The slider over time: the month is said while it moves, and shown when it is let go. Without
// this, the button beside it shows the month.

const slider = document.getElementById("rang");
const labels = [...document.querySelectorAll("#mois option")].map((one) => one.textContent).reverse();

slider?.addEventListener("input", () => {
  const label = labels[Number(slider.value)] ?? "";
  slider.setAttribute("aria-valuetext", label);
  slider.form.querySelector("output").textContent = label;
});
slider?.addEventListener("change", () => {
  if (!slider.matches(":focus-visible")) slider.form.requestSubmit();
});
