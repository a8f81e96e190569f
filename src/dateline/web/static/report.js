// Hover both ways between the marked words of a report and the claims beside it.
"use strict";

const spans = JSON.parse(document.getElementById("spans").textContent);
const owners = new Map();
for (const span of spans) {
  if (!owners.has(span.o)) owners.set(span.o, []);
  owners.get(span.o).push(span);
}
let lit = [];

function light(owner) {
  for (const element of lit) element.classList.remove("lit");
  lit = [];
  if (!owner) return;
  const rows = document.querySelectorAll(`[data-owner="${CSS.escape(owner)}"]`);
  lit.push(...rows);
  for (const span of owners.get(owner) ?? []) {
    for (let n = span.a; n < span.z; n += 1) {
      const piece = document.getElementById(`p${n}`);
      if (piece?.tagName === "MARK") lit.push(piece);
    }
  }
  for (const element of lit) element.classList.add("lit");
}

// Of the claims that a piece belongs to, the one whose words there are fewest.
function ownerOf(piece) {
  const n = Number(piece.id.slice(1));
  const over = spans.filter((span) => span.a <= n && n < span.z);
  over.sort((a, b) => (a.z - a.a) - (b.z - b.a));
  return over[0]?.o;
}

for (const row of document.querySelectorAll("[data-owner]")) {
  for (const kind of ["mouseenter", "focusin"]) row.addEventListener(kind, () => light(row.dataset.owner));
}
const text = document.getElementById("text");
text.addEventListener("mouseover", (event) => {
  const piece = event.target.closest("mark");
  if (piece) light(ownerOf(piece));
});
text.addEventListener("click", (event) => {
  const piece = event.target.closest("mark");
  const owner = piece && ownerOf(piece);
  const row = owner && document.querySelector(`[data-owner="${CSS.escape(owner)}"]`);
  row?.scrollIntoView({ block: "nearest" });
});
if (location.hash.startsWith("#c-")) light(location.hash.slice(3));
