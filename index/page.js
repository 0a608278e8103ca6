// Buttons and lists in the ledger, the coverage and the comparison; element, trigger and watch are
// given by Gradio. What is shown anew gets back the focus of what was used to ask for it.
let used = "";

function ask(name, sent, again) {
  used = again;
  trigger(name, sent);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  const { office, year, indicator, report, by } = button.dataset;
  const acts = {
    pick: () => trigger("pick", { office, year, indicator }),
    choose: () => trigger("choose", { indicator: button.value }),
    swap: () => ask("swap", {}, "button.swap"),
    sort: () => ask("sort", { by: button.value }, `button.sort[data-by="${by}"]`),
    clear: () => ask("clear", {}, ".bar"),
    judge: () => trigger("judge", { id: button.value, report }),
    turn: () => {
      ask("turn", { at: button.value }, ".bar");
      element.closest(".sheet")?.scrollTo({ top: 0 });
    },
  };
  for (const name of Object.keys(acts)) if (button.classList.contains(name)) acts[name]();
});

element.addEventListener("change", (event) => {
  const order = event.target.closest?.("select.order");
  if (order) ask("sort", { by: order.value }, "select.order");
});

watch("value", () =>
  requestAnimationFrame(() => {
    const lost = !document.activeElement || document.activeElement === document.body;
    if (used && lost) element.querySelector(used)?.focus({ preventScroll: true });
    used = "";
  }),
);
