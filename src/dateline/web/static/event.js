// The matrix: a cell opens the sentence it rests on, with its words lit.
"use strict";

for (const row of document.querySelectorAll(".said")) row.hidden = true;
for (const cell of document.querySelectorAll(".cell")) {
  cell.setAttribute("aria-controls", cell.dataset.sentence);
  cell.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const sentence = document.getElementById(cell.dataset.sentence);
    const row = sentence.closest(".said");
    const again = !row.hidden && row.dataset.mark === cell.dataset.mark;
    row.hidden = again;
    row.dataset.mark = cell.dataset.mark;
    for (const mark of sentence.querySelectorAll("mark")) mark.classList.toggle("lit", mark.classList.contains(cell.dataset.mark));
    event.preventDefault();
  });
  cell.addEventListener("dblclick", () => location.assign(cell.href));
}
