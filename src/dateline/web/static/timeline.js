// Dragging over the timeline asks for the days under the drag.
"use strict";

for (const figure of document.querySelectorAll(".timeline")) {
  const svg = figure.querySelector("svg");
  const brush = figure.querySelector(".brush");
  const first = Date.parse(figure.dataset.since);
  const days = (Date.parse(figure.dataset.until) - first) / 86400000 + 1;
  let from = null;
  figure.querySelector(".brush-hint").hidden = false;

  const at = (event) => Math.min(Math.max((event.clientX - svg.getBoundingClientRect().left) / svg.getBoundingClientRect().width, 0), 1);
  const day = (share) => new Date(first + Math.min(Math.floor(share * days), days - 1) * 86400000).toISOString().slice(0, 10);

  svg.addEventListener("pointerdown", (event) => { if (event.button === 0 && event.pointerType === "mouse") from = at(event); });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = at(event);
    brush.setAttribute("x", `${100 * Math.min(from, to)}%`);
    brush.setAttribute("width", `${100 * Math.abs(to - from)}%`);
  });
  addEventListener("pointerup", (event) => {
    if (from === null) return;
    const to = at(event);
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    from = null;
    if ((right - left) * svg.getBoundingClientRect().width < 6) { brush.setAttribute("width", 0); return; }
    const asked = new URLSearchParams(figure.dataset.query);
    asked.delete("dated");
    asked.set("since", day(left));
    asked.set("until", day(right));
    addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    location.assign(`/events?${asked}`);
  });
}
