// The page's own behaviour: links to sources, buttons that ask, copying, names for the controls.
// It runs when the source panel is loaded; element, trigger and watch are given by Gradio.
if (window.reportPage) window.reportPage.abort();
const ended = (window.reportPage = new AbortController());
const on = (type, act, options = {}) =>
  document.addEventListener(type, act, { ...options, signal: ended.signal });
const MENUS = "details.who[open], details.why[open]";
let opener = null;

const names = () => document.querySelector("header.top")?.dataset ?? {};
const panel = () => element.querySelector("aside.panel");
const shown = () => panel()?.dataset.at || panel()?.dataset.link || "";

// Where a model words the answers, its wording or the plain one is shown, in all of them.
const plainly = () => Boolean(localStorage.getItem("plainly"));

function tell() {
  document.body.classList.toggle("plainly", plainly());
  document.querySelectorAll("button.wording").forEach((button) => {
    const pressed = String(!plainly());
    if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
  });
}

function show(open) {
  document.body.classList.toggle("reading", open);
  if (!open) opener?.isConnected && opener.focus({ preventScroll: true });
}

function settle() {
  const open = panel();
  show(Boolean(open));
  if (!open) return;
  const mark = open.querySelector("#quote");
  mark?.scrollIntoView({ block: "center", behavior: "instant" });
  open.querySelector("h2")?.focus({ preventScroll: true });
}

async function copy(text, button, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const before = button.textContent;
  button.textContent = done;
  setTimeout(() => (button.textContent = before), 1500);
}

const acts = {
  close: () => {
    show(false);
    props.value = "";
  },
  copy: (button) => {
    const [worded, drafted = worded] = button.closest(".tail").querySelectorAll(".plain");
    copy((plainly() ? drafted : worded).textContent, button, names().copied);
  },
  wording: () => {
    localStorage.setItem("plainly", plainly() ? "" : "1");
    tell();
  },
  link: (button) => {
    const address = new URL(location.pathname, location.origin);
    address.searchParams.set("cite", panel().dataset.link);
    copy(address.href, button, names().copied);
  },
  again: () => trigger("submit", { again: true }),
  without: (_, slot) => trigger("submit", { again: true, without: slot }),
  share: (button, talk, turn) => {
    const address = new URL(location.pathname, location.origin);
    address.searchParams.set("talk", talk);
    address.searchParams.set("turn", turn);
    copy(address.href, button, names().copied);
  },
  edit: () => {
    const asked = document.querySelectorAll("#chat .asked");
    const area = document.querySelector("#box textarea");
    area.value = asked[asked.length - 1].textContent;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  },
  good: (button) => thank(button, "good"),
  bad: (button, reason) => thank(button, reason),
  reference: (button) =>
    copy(panel().querySelector(".plain").textContent, button, names().copied),
  csv: (button) => save(new Blob(["\ufeff", csv(button)], { type: "text/csv" }), "csv"),
  png: (button) => picture(button),
  new: () => {
    acts.close();
    history.replaceState(null, "", location.pathname);
    trigger("fresh");
    document.querySelector("#box textarea")?.focus();
  },
  zh: () => speak("zh"),
  en: () => speak("en"),
};

function thank(button, reason) {
  trigger("feedback", { reason });
  button.closest(".thumbs").replaceChildren(
    Object.assign(document.createElement("span"), {
      role: "status",
      textContent: reason === "good" ? names().thanks_good : names().thanks,
    }),
  );
}

function save(blob, kind) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `chart.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A cell that begins like a formula is text, whichever program opens the file.
const cell = (text) => `"${text.replace(/^([=+\-@\t])/, "'$1").replaceAll('"', '""')}"`;
const csv = (button) =>
  [...button.closest("details").querySelectorAll("tr")]
    .map((row) => [...row.children].map((one) => cell(one.textContent.trim())).join(","))
    .join("\r\n");

// Plotly lays several drawings over one another; together they are the chart.
async function picture(button) {
  const charts = [...document.querySelectorAll("#chat .js-plotly-plot")];
  const before = (one) => one.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING;
  const chart = charts.filter(before).pop();
  if (!chart) return;
  const { width, height } = chart.getBoundingClientRect();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: 2 * width,
    height: 2 * height,
  });
  const pen = canvas.getContext("2d");
  pen.scale(2, 2);
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, width, height);
  for (const drawing of chart.querySelectorAll(".main-svg")) {
    const text = new XMLSerializer().serializeToString(styled(drawing));
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    await image.decode();
    pen.drawImage(image, 0, 0, width, height);
  }
  canvas.toBlob((blob) => save(blob, "png"));
}

function styled(drawing) {
  const twin = drawing.cloneNode(true);
  const texts = [...drawing.querySelectorAll("text")];
  twin.querySelectorAll("text").forEach((text, at) => {
    const look = getComputedStyle(texts[at]);
    text.setAttribute("style", `fill:${look.fill};font:${look.font};white-space:pre`);
  });
  return twin;
}

function speak(language) {
  document.cookie = `language=${language}; max-age=31536000; path=/; samesite=lax`;
  trigger("speak", { language, link: panel() ? shown() : "" });
}

on("click", (event) => {
  const cite = event.target.closest?.("a.cite");
  if (cite) {
    event.preventDefault();
    if (!element.contains(cite)) opener = cite;
    const link = cite.getAttribute("href").replace(/^#cite-/, "");
    if (link === shown()) settle();
    else trigger("cite", { link });
    return;
  }
  document.querySelectorAll(MENUS).forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  const button = event.target.closest?.("button.ask, button.act");
  if (!button || button.type === "submit") return;
  if (button.classList.contains("ask")) trigger("submit", { text: button.value });
  else {
    const [act, ...which] = button.value.split(":");
    acts[act]?.(button, ...which);
  }
});

on("keydown", (event) => {
  const menu = document.querySelector(MENUS);
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (event.key === "Escape" && panel()) acts.close();
  if (event.key === " " && event.target.matches?.("a.cite[role=button]")) {
    event.preventDefault();
    event.target.click();
  }
});

// A page that stays open longer than its log-in, or past another user's, is told so by the server:
// it says it where the question stands, and leads to the form and back to this conversation.
const plainFetch = (window.plainFetch ??= window.fetch.bind(window));
window.fetch = async (...asked) => {
  const answer = await plainFetch(...asked);
  const foreign = answer.status === 403 && answer.headers.get("x-refused") === "not_your_tab";
  if (answer.status === 401 || foreign) loggedOut();
  return answer;
};

function loggedOut() {
  if (document.querySelector(".logged-out")) return;
  const link = document.createElement("a");
  link.href = `login?next=${encodeURIComponent("/" + location.search)}`;
  link.textContent = names().log_in;
  const told = Object.assign(document.createElement("div"), { className: "logged-out" });
  told.setAttribute("role", "alert");
  told.append(names().logged_out, link);
  document.body.append(told);
}

// Gradio's own controls come without names in the page's language, and a message is read out
// with its markup; both are put right whenever the page changes.
function name() {
  const { language, input, send, stop, chat, title } = names();
  if (!language) return;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  if (document.title !== title) document.title = title;
  const say = (selector, text) => {
    const found = document.querySelector(selector);
    if (found && found.getAttribute("aria-label") !== text) found.setAttribute("aria-label", text);
  };
  say("#box textarea", input);
  say("#box .submit-button", send);
  say("#box .stop-button", stop);
  say("#chat [role=log]", chat);
  tell();
  translate();
  document
    .querySelectorAll("#chat [data-testid=bot][aria-label], #chat [data-testid=user][aria-label]")
    .forEach((message) => message.removeAttribute("aria-label"));
}

// What Gradio says by itself, it says in English.
function translate() {
  const { note, trouble, lost } = names();
  const known = [
    [/^(Warning|Info)$/, note],
    [/^Error$/, trouble],
    [/^Connection (to the server was lost|errored out)/, lost],
  ];
  document.querySelectorAll(".toast-wrap *").forEach((part) => {
    if (part.childElementCount) return;
    const [, said] = known.find(([theirs]) => theirs.test(part.textContent.trim())) ?? [];
    if (said && said !== part.textContent) part.textContent = said;
  });
}

// A new question goes to the top of the chat, so that its answer is read from the beginning; what
// still grows under it (a chart that is drawn) does not move it, unless the reader scrolls.
const FOLLOW = 2500;
let asked = 0;
let until = 0;

// A link to an answer shows its question first.
let linked = Number(new URLSearchParams(location.search).get("turn"));

function arrive(rows) {
  const wanted = rows[linked - 1];
  if (!wanted) return false;
  wanted.scrollIntoView({ block: "start", behavior: "instant" });
  linked = 0;
  asked = rows.length;
  return true;
}

// Below a short answer there is room, so that its question can stand at the top from the first.
function leaveRoom(box, last, rows) {
  const wrap = box.querySelector(".message-wrap");
  const end = wrap?.lastElementChild?.getBoundingClientRect().bottom;
  if (!wrap || !end) return;
  const used = end - last.getBoundingClientRect().top;
  const room = rows.length < 2 ? 0 : Math.round(box.clientHeight - used - 8);
  if (room > 8) wrap.style.setProperty("padding-bottom", `${room}px`, "important");
  else wrap.style.removeProperty("padding-bottom");
}

function follow() {
  const rows = document.querySelectorAll("#chat .user-row");
  if (linked && arrive(rows)) return;
  if (rows.length > asked) until = Date.now() + FOLLOW;
  asked = rows.length;
  if (document.querySelector("#chat .pending, #box .stop-button")) until = Date.now() + FOLLOW;
  const last = rows[rows.length - 1];
  const box = document.querySelector("#chat .bubble-wrap");
  if (!last || !box) return;
  leaveRoom(box, last, rows);
  if (Date.now() > until) return;
  box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
}

for (const type of ["wheel", "touchmove", "pointerdown"])
  on(type, () => (until = 0), { passive: true });
on("keydown", (event) => {
  if (/^(Page|Arrow|Home|End)/.test(event.key)) until = 0;
});

const seen = new MutationObserver(() => {
  name();
  follow();
});
seen.observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-language"] });
ended.signal.addEventListener("abort", () => seen.disconnect());
watch("value", settle);
name();
settle();
