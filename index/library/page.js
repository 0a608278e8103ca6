// Buttons of the page of reports; element, trigger and watch are given by Gradio.
const sends = {
  manage: (button) => trigger("manage", { id: button.value }),
  leaf: (button) => {
    trigger("leaf", { at: button.value });
    element.closest(".sheet")?.scrollTo({ top: 0 });
  },
  dismiss: () => trigger("dismiss"),
  shut: () => shut(),
  count: (button) => trigger("count", { id: button.value }),
  apart: (button) => trigger("count", { id: button.value, apart: true }),
};

function shut() {
  const id = element.querySelector(".one")?.dataset.id;
  trigger("shut");
  document.querySelector(`#shelf button.manage[value="${CSS.escape(id ?? "")}"]`)?.focus();
}

element.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  const name = button && Object.keys(sends).find((key) => button.classList.contains(key));
  if (name) sends[name](button);
});

// Gradio's drop zone speaks English to a screen reader; its label says it in the page's language.
if (element.id === "shelf" || element.closest("#shelf")) {
  const name = () => {
    const text = document.querySelector("#drop > label")?.textContent.trim();
    for (const part of text ? document.querySelectorAll("#drop button, #drop input") : [])
      if (part.getAttribute("aria-label") !== text) part.setAttribute("aria-label", text);
  };
  watch("value", () => requestAnimationFrame(name));
  requestAnimationFrame(name);
}

if (element.id === "drawer-head" || element.closest("#drawer-head")) {
  let shown = "";
  const settle = () => {
    const one = element.querySelector(".one");
    if (one && one.dataset.id !== shown) one.querySelector("h2")?.focus({ preventScroll: true });
    if (one?.querySelector(".said")) document.querySelector("#drawer")?.scrollTo({ top: 0 });
    shown = one?.dataset.id ?? "";
  };
  watch("value", () => requestAnimationFrame(settle));
  requestAnimationFrame(settle);
  if (window.reportDrawer) window.reportDrawer.abort();
  window.reportDrawer = new AbortController();
  document.addEventListener(
    "keydown",
    (event) => {
      const reading = document.body.classList.contains("reading");
      if (event.key === "Escape" && !reading && element.querySelector(".one")) shut();
    },
    { signal: window.reportDrawer.signal },
  );
}
