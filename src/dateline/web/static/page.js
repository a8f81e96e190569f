// What every screen shares: keys to move by, lists to walk, forms that send themselves.
// Nothing is kept here: the state of a screen is its address.
"use strict";

document.documentElement.classList.add("scripted");

const places = { s: "/", e: "/events", r: "/review", p: "/pairs", d: "/disagreements", q: "/quality", x: "/export" };

function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio)$/.test(target.type));
}

// A list that j and k walk: its links, one lit at a time.
function walk(step) {
  const links = [...document.querySelectorAll("[data-list] .row-link")];
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  const next = links[Math.min(Math.max(at + step, 0), links.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

let began = 0;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const follows = Date.now() - began < 1500;
  began = 0;
  if (follows && event.key in places) { location.assign(places[event.key]); event.stopImmediatePropagation(); event.preventDefault(); return; }
  if (event.key === "g") { began = Date.now(); return; }
  if (event.key === "?") document.getElementById("keys").showModal();
  else if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "/" && document.getElementById("search")) {
    document.getElementById("facets").open = true;
    document.getElementById("search").focus();
  } else return;
  event.preventDefault();
});

for (const button of document.querySelectorAll("[data-opens]")) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
}
for (const field of document.querySelectorAll("[data-submits]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}
// On a narrow screen the facets stand above the list: they begin closed.
if (matchMedia("(max-width: 700px)").matches) document.getElementById("facets")?.removeAttribute("open");
