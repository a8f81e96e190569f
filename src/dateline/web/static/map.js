// The map: outlines of Natural Earth, signs from the server. An exact place is a dot, "near" a ring,
// a district, province or country an area; what lies close together is one sign with its number.
"use strict";

const RADIUS = { district: 25000, province: 90000, country: 300000 };
const box = document.getElementById("map");

function element(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function address(more, without = []) {
  const asked = new URLSearchParams(box.dataset.query ?? "");
  for (const name of without) asked.delete(name);
  for (const [name, value] of Object.entries(more)) asked.set(name, value);
  return `/events?${asked}`;
}

async function json(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// A ring that crosses the 180th meridian goes on beyond it, and once more on the other side.
function cut(shape) {
  const polygons = shape.geometry.type === "Polygon" ? [shape.geometry.coordinates] : shape.geometry.coordinates;
  const here = [];
  const beyond = [];
  for (const polygon of polygons) {
    const crosses = polygon[0].some(([x], n) => n && Math.abs(x - polygon[0][n - 1][0]) > 180);
    if (!crosses) { here.push(polygon); continue; }
    const unrolled = polygon.map((ring) => ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]));
    here.push(unrolled);
    beyond.push(unrolled.map((ring) => ring.map(([x, y]) => [x - 360, y])));
  }
  return [{ ...shape, geometry: { type: "MultiPolygon", coordinates: [...here, ...beyond] } }];
}

async function start() {
  const map = L.map(box, { zoomControl: true, attributionControl: true, worldCopyJump: true, maxZoom: 12, minZoom: 1, boxZoom: false, renderer: L.svg({ padding: 0.6 }) });
  map.attributionControl.setPrefix("Leaflet").addAttribution("outlines: Natural Earth");
  map.setView([20, 25], 2);
  const [world, codes] = await Promise.all([json("/static/vendor/countries-50m.json"), json("/static/country-codes.json")]);
  const outlines = topojson.feature(world, world.objects.countries).features.filter((shape) => shape.properties.name !== "Antarctica").flatMap(cut);
  const shapes = new Map();
  for (const shape of outlines) {
    const code = codes[shape.id] ?? codes[shape.properties.name];
    if (code) shapes.set(code, shapes.has(code) ? [...shapes.get(code), shape] : [shape]);
  }
  L.geoJSON({ type: "FeatureCollection", features: outlines }, { style: () => ({ className: "country" }), interactive: false }).addTo(map);
  const layer = L.layerGroup().addTo(map);
  if (box.dataset.spots) { one(map, layer, shapes, JSON.parse(box.dataset.spots)); return; }
  let drawn = null;
  let fitted = false;
  async function draw() {
    const zoom = map.getZoom();
    if (zoom === drawn) return;
    drawn = zoom;
    const found = await json(`${box.dataset.source}${box.dataset.source.includes("?") ? "&" : "?"}zoom=${zoom}`);
    if (!fitted) {
      fitted = true;
      if (fit(map, found, shapes)) return;
    }
    if (map.getZoom() === zoom) signs(map, layer, shapes, found);
  }
  map.on("zoomend", draw);
  await draw();
  if (drawn !== map.getZoom()) await draw();
  brush(map);
  box.dataset.ready = "yes";
}

// Show all that is there; tells whether the zoom has changed, and so the signs with it.
function fit(map, found, shapes) {
  const bounds = L.latLngBounds([]);
  for (const spot of [...found.spots, ...found.patches]) bounds.extend([spot.box[1], spot.box[0]]).extend([spot.box[3], spot.box[2]]);
  for (const area of found.areas) {
    if (area.precision === "country") continue;
    bounds.extend([area.latitude, area.longitude]);
  }
  if (!bounds.isValid()) for (const area of found.areas) bounds.extend([area.latitude, area.longitude]);
  if (!bounds.isValid()) return false;
  const before = map.getZoom();
  map.fitBounds(bounds.pad(0.12), { maxZoom: 8, animate: false });
  return map.getZoom() !== before;
}

function label(text, latlng, className, layer) {
  L.marker(latlng, { interactive: false, keyboard: false, icon: L.divIcon({ className: `map-label ${className}`, html: element("span", {}, text), iconSize: [40, 14] }) }).addTo(layer);
}

function areaShape(area, shapes, options) {
  if (area.precision === "country" && shapes.has(area.country)) return L.geoJSON({ type: "FeatureCollection", features: shapes.get(area.country) }, options);
  return L.circle([area.latitude, area.longitude], { radius: RADIUS[area.precision] ?? 50000, ...options, ...(options.style?.() ?? {}) });
}

function told(area) {
  const name = area.precision === "country" ? area.country : area.admin1 || area.country;
  return `${area.n} ${area.n === 1 ? "event" : "events"} somewhere in ${name || "this area"} (known to the ${area.precision})`;
}

function signs(map, layer, shapes, found) {
  layer.clearLayers();
  const order = { country: 0, province: 1, district: 2 };
  for (const area of [...found.areas].sort((a, b) => order[a.precision] - order[b.precision])) {
    const options = { style: () => ({ className: `area ${area.precision}-area` }), className: `area ${area.precision}-area` };
    const shape = areaShape(area, shapes, options).addTo(layer);
    const href = area.precision === "country" ? address({ country: area.country, precision: "country" }, ["box"])
      : address({ country: area.country, admin1: area.admin1, precision: area.precision }, ["box"]);
    shape.on("click", () => location.assign(href));
    shape.bindTooltip(element("span", {}, told(area)), { sticky: true });
    label(String(area.n), [area.latitude, area.longitude], "on-area", layer);
  }
  for (const patch of found.patches) {
    const side = patch.n === 1 ? 14 : Math.min(18 + 3 * Math.log2(patch.n), 34);
    const words = `${patch.n} ${patch.n === 1 ? "event" : "events"}, each somewhere in a province or district about here`;
    const icon = L.divIcon({ className: "patch-sign", html: element("span", {}, patch.n > 1 ? String(patch.n) : ""), iconSize: [side, side], iconAnchor: [side / 2 - 14, side / 2 - 14] });
    const sign = L.marker([patch.latitude, patch.longitude], { icon, keyboard: false }).addTo(layer);
    sign.bindTooltip(element("span", {}, words));
    sign.on("click", () => open(map, patch, sign));
  }
  for (const spot of found.spots) {
    const radius = spot.n === 1 ? 5.5 : Math.min(8 + 3 * Math.log2(spot.n), 24);
    const isRing = spot.near * 2 > spot.n;
    const sign = L.circleMarker([spot.latitude, spot.longitude], { radius, className: isRing ? "spot near" : "spot" }).addTo(layer);
    if (spot.n > 1) label(String(spot.n), [spot.latitude, spot.longitude], isRing ? "on-ring" : "on-dot", layer);
    const words = `${spot.n} ${spot.n === 1 ? "event" : "events"}: ${spot.types.map(([type, n]) => (spot.n === 1 ? type : `${n} ${type}`)).join(", ")}${spot.near ? ` (${spot.near} near the place, not at it)` : ""}`;
    sign.bindTooltip(element("span", {}, words));
    sign.on("click", () => open(map, spot, sign));
  }
}

// A single event opens; several far apart are zoomed to; those on one spot are listed.
function open(map, spot, sign) {
  const wide = spot.box[2] - spot.box[0] > 0.02 || spot.box[3] - spot.box[1] > 0.02;
  if (spot.n === 1) location.assign(`/events/${spot.ids[0]}`);
  else if (wide && map.getZoom() < map.getMaxZoom()) map.fitBounds([[spot.box[1], spot.box[0]], [spot.box[3], spot.box[2]]], { padding: [30, 30] });
  else {
    const edge = 0.001;
    const here = [spot.box[0] - edge, spot.box[1] - edge, spot.box[2] + edge, spot.box[3] + edge].map((n) => n.toFixed(4)).join(",");
    const list = element("div", {}, element("a", { href: address({ box: here }) }, `List these ${spot.n} events`));
    sign.bindPopup(list).openPopup();
  }
}

// Shift and drag asks for what lies in the box.
function brush(map) {
  let from = null;
  let drawn = null;
  map.on("mousedown", (event) => { if (event.originalEvent.shiftKey) { from = event.latlng; map.dragging.disable(); } });
  map.on("mousemove", (event) => {
    if (!from) return;
    drawn?.remove();
    drawn = L.rectangle(L.latLngBounds(from, event.latlng), { className: "area", interactive: false }).addTo(map);
  });
  map.on("mouseup", (event) => {
    if (!from) return;
    const bounds = L.latLngBounds(from, event.latlng);
    from = null;
    map.dragging.enable();
    if (bounds.getEast() - bounds.getWest() > 0.01) location.assign(address({ box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((n) => n.toFixed(4)).join(",") }, ["box"]));
  });
  const only = element("a", { href: "#", role: "button", title: "Only what is in this part of the map (or shift and drag a box)", "aria-label": "Only what is in this part of the map" }, "▣");
  only.addEventListener("click", (event) => {
    event.preventDefault();
    const b = map.getBounds();
    const sides = [Math.max(b.getWest(), -180), Math.max(b.getSouth(), -90), Math.min(b.getEast(), 180), Math.min(b.getNorth(), 90)];
    location.assign(address({ box: sides.map((n) => n.toFixed(3)).join(",") }, ["box"]));
  });
  const control = L.control({ position: "topleft" });
  control.onAdd = () => { const bar = element("div", { class: "leaflet-bar" }, only); L.DomEvent.disableClickPropagation(bar); return bar; };
  control.addTo(map);
}

function one(map, layer, shapes, spot) {
  const centre = [spot.latitude, spot.longitude];
  if (spot.precision === "exact") L.circleMarker(centre, { radius: 6, className: "spot" }).addTo(layer);
  else if (spot.precision in RADIUS) {
    const shape = areaShape(spot, shapes, { style: () => ({ className: `area ${spot.precision}-area` }), className: `area ${spot.precision}-area` }).addTo(layer);
    map.fitBounds(shape.getBounds().pad(0.4), { animate: false });
    box.dataset.ready = "yes";
    return;
  } else L.circleMarker(centre, { radius: 11, className: "spot near" }).addTo(layer);
  map.setView(centre, 6, { animate: false });
  box.dataset.ready = "yes";
}

if (box && window.L) start().catch((error) => { box.textContent = `The map could not be drawn (${error.message}). The list holds the same events.`; });
