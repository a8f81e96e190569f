// Keys of the queue and of the pairs: each presses a button that is on the page.
"use strict";

const claim = document.getElementById("claim");
const fields = [...document.querySelectorAll(".field")];
let busy = false;

function press(id) {
  const button = document.getElementById(id);
  if (!button || busy) return false;
  busy = true;
  button.click();
  return true;
}

function follow(id) {
  const link = document.getElementById(id);
  if (link && !busy) { busy = true; location.assign(link.href); }
}

function chosen() { return fields.find((field) => field.classList.contains("chosen")); }

function choose(field) {
  for (const other of fields) other.classList.toggle("chosen", other === field);
  for (const mark of document.querySelectorAll("#sentence mark")) {
    mark.classList.toggle("lit", Boolean(field) && mark.classList.contains(field.dataset.mark));
  }
  const select = document.getElementById("selection-field");
  if (field && select && [...select.options].some((option) => option.value === field.dataset.field)) select.value = field.dataset.field;
}

for (const field of fields) field.addEventListener("focus", () => choose(field));
for (const mark of document.querySelectorAll("#sentence mark")) {
  mark.addEventListener("mouseenter", () => choose(fields.find((field) => mark.classList.contains(field.dataset.mark))));
}

// Code points before a place in the sentence: every piece carries its own offset in the report.
function offset(node, at) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!piece) return null;
  const range = document.createRange();
  range.setStart(piece, 0);
  range.setEnd(node, at);
  return Number(piece.dataset.at) + [...range.toString()].length;
}

function selected() {
  const selection = getSelection();
  const box = document.getElementById("sentence");
  if (!box || selection.isCollapsed || !box.contains(selection.anchorNode) || !box.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end, words: range.toString() };
}

function showSelection() {
  const bar = document.getElementById("selection");
  const found = selected();
  if (!bar) return;
  bar.hidden = !found;
  if (found) document.getElementById("selection-words").textContent = found.words;
}
document.addEventListener("selectionchange", showSelection);

// A browser that goes to a place in a page leaves no field focused; the script does both itself.
for (const link of document.querySelectorAll(".edit-link")) link.href = link.href.replace(/#edit$/, "");

function edit(field, span) {
  const address = new URL(field.querySelector(".edit-link").href);
  if (span) { address.searchParams.set("start", span.start); address.searchParams.set("end", span.end); }
  location.assign(address);
}

function setFromSelection() {
  const span = selected();
  const name = document.getElementById("selection-field")?.value;
  const field = fields.find((one) => one.dataset.field === name);
  if (span && field) edit(field, span);
}
document.getElementById("selection-set")?.addEventListener("click", setFromSelection);

function openReject() {
  const box = document.getElementById("reject");
  if (!box) return;
  box.open = true;
  box.querySelector("button").focus();
}

const keys = {
  a: () => press("do-accept"), x: openReject, u: () => press("do-undo"), n: () => follow("go-next"), p: () => follow("go-previous"),
  " ": () => press("do-skip"), o: () => claim && location.assign(claim.dataset.report),
  e: () => edit(chosen() ?? fields[0]), s: setFromSelection,
  c: () => { const box = document.getElementById("comment"); box.open = true; box.querySelector("textarea").focus(); },
};
const pairKeys = { y: () => press("do-yes"), n: () => press("do-no"), " ": () => press("do-later"), u: () => press("do-undo") };
const active = claim ? keys : document.getElementById("pair") ? pairKeys : document.getElementById("do-undo") ? { u: () => press("do-undo") } : {};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const tag = event.target.tagName;
  if (event.key === "Escape") {
    const box = document.getElementById("reject");
    if (box?.open) box.open = false;
    else if (document.getElementById("edit")) location.assign(document.querySelector("#edit a.button").href);
    return;
  }
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(tag) && !/^(checkbox|radio)$/.test(event.target.type)) return;
  const box = document.getElementById("reject");
  if (/^[1-9]$/.test(event.key)) {
    const reason = box?.open && box.querySelector(`[data-reason="${event.key}"]`);
    if (reason) { if (!busy) { busy = true; reason.click(); } } else fields[Number(event.key) - 1]?.focus();
    event.preventDefault();
    return;
  }
  if (event.key === " " && (tag === "BUTTON" || tag === "SUMMARY" || tag === "A")) return;
  if (event.key === "Enter" && event.target.classList.contains("field")) { edit(event.target); return; }
  if (Object.hasOwn(active, event.key)) { event.preventDefault(); active[event.key](); }
});

// The form of an edit: its first field, and the places that a name can mean.
const form = document.getElementById("edit");
if (form) {
  form.scrollIntoView({ block: "nearest" });
  form.querySelector("[autofocus]")?.focus();
  const name = form.querySelector("[data-places]");
  let waiting = 0;
  name?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(`/places?name=${encodeURIComponent(name.value)}`);
      if (!answer.ok) return;
      const select = document.getElementById("places");
      select.replaceChildren(new Option("the likeliest", ""), ...(await answer.json()).map((place) => new Option(place.told, place.gazetteer_id)));
    }, 150);
  });
}
addEventListener("pageshow", () => { busy = false; });
