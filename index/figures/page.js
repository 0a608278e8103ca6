// The form for a verdict; element, trigger and watch are given by Gradio.
let shown = "";

function shut() {
  const id = element.querySelector(".judged-one")?.dataset.id;
  trigger("shut");
  document.querySelector(`#ledger button.judge[value="${CSS.escape(id ?? "")}"]`)?.focus();
}

element.addEventListener("click", (event) => {
  if (event.target.closest?.("button.shut")) shut();
});

function settle() {
  const one = element.querySelector(".judged-one");
  if (one && one.dataset.id !== shown) one.querySelector("h2")?.focus({ preventScroll: true });
  if (one?.querySelector(".said")) document.querySelector("#judge")?.scrollTo({ top: 0 });
  shown = one?.dataset.id ?? "";
}

watch("value", () => requestAnimationFrame(settle));
requestAnimationFrame(settle);
if (window.judgeForm) window.judgeForm.abort();
window.judgeForm = new AbortController();
document.addEventListener(
  "keydown",
  (event) => {
    const reading = document.body.classList.contains("reading");
    if (event.key === "Escape" && !reading && element.querySelector(".judged-one")) shut();
  },
  { signal: window.judgeForm.signal },
);
