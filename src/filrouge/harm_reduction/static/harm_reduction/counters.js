// Counters without a journey to the server: − and + change the number beside them, the button says
// how many in all. Without this script the same buttons send the form, which comes back counted.
"use strict";

document.querySelectorAll("form[data-counters]").forEach((form) => {
  const numbers = [...form.querySelectorAll(".counter input[type=number]")];
  const total = form.querySelector("[data-total]");
  const tell = () => {
    const sum = numbers.reduce((all, one) => all + (Number(one.value) || 0), 0);
    total.textContent = sum;
    total.closest(".counted").classList.toggle("is-idle", sum === 0);
    numbers.forEach((one) => one.closest(".counter").classList.toggle("is-counted", Number(one.value) > 0));
  };
  form.addEventListener("click", (event) => {
    const key = event.target.closest("[data-step]");
    if (!key) return;
    event.preventDefault();
    const input = key.parentElement.querySelector("input");
    input.value = Math.max(0, (Number(input.value) || 0) + Number(key.dataset.step));
    tell();
  });
  form.addEventListener("input", tell);
  tell();
});
