// The list of conversations: naming one in its place, and asking before one is deleted.
// element and trigger are given by Gradio.
const row = (target) => target.closest("li[data-talk]");
const SURE = 4000;

element.addEventListener("click", (event) => {
  const button = event.target.closest("button.act");
  if (!button || button.type === "submit") return;
  const line = row(button);
  if (button.value === "rename") {
    const form = line.querySelector("form");
    form.hidden = !form.hidden;
    line.querySelector("a.title").hidden = !form.hidden;
    if (!form.hidden) form.querySelector("input").select();
  } else if (button.value === "delete") {
    if (button.dataset.asked) return trigger("delete", { talk: line.dataset.talk });
    const before = button.textContent;
    button.dataset.asked = "yes";
    button.textContent = button.dataset.sure;
    setTimeout(() => {
      delete button.dataset.asked;
      button.textContent = before;
    }, SURE);
  }
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const title = event.target.querySelector("input").value;
  trigger("rename", { talk: row(event.target).dataset.talk, title });
});
