// Buttons in the ledger and its coverage; element and trigger are given by Gradio.
element.addEventListener("click", (event) => {
  const pick = event.target.closest?.("button.pick");
  if (pick) trigger("pick", { office: pick.dataset.office, year: pick.dataset.year });
  const sort = event.target.closest?.("button.sort");
  if (sort) trigger("sort", { by: sort.value });
  const judge = event.target.closest?.("button.judge");
  if (judge) trigger("judge", { id: judge.value, report: judge.dataset.report });
  const turn = event.target.closest?.("button.turn");
  if (!turn) return;
  trigger("turn", { at: turn.value });
  element.closest(".sheet")?.scrollTo({ top: 0 });
});
