"use strict";
(() => {
  const map = JSON.parse(document.getElementById("map-data").textContent);
  const frame = document.getElementById("network");
  const who = document.getElementById("who");
  const card = document.getElementById("card");
  const FONT = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
  const WIDTH = 176, HEIGHT = 66, STRIPE = 28;
  const INK = "#1c2430", SOFT = "#566172", SEAT = "#1d2b45", OURS = "#6d28a8";
  const LABELS = 112;

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };

  const show = (number) => {
    card.replaceChildren();
    const shown = map.cards[number];
    if (!shown) return;
    element("h3", shown.label, card);
    const list = element("dl", "", card);
    for (const [name, value] of shown.facts) {
      element("dt", name, list);
      element("dd", value, list).className = value === "unknown" ? "is-unknown" : "";
    }
  };

  map.cards
    .map((each, number) => [each.label, number])
    .sort(([one], [other]) => one.localeCompare(other))
    .forEach(([label, number]) => { element("option", label, who).value = number; });

  if (!frame) return;

  const box = (ctx, x, y, width, height, radius) => {
    ctx.beginPath();
    ctx.moveTo(x + radius, y);
    ctx.arcTo(x + width, y, x + width, y + height, radius);
    ctx.arcTo(x + width, y + height, x, y + height, radius);
    ctx.arcTo(x, y + height, x, y, radius);
    ctx.arcTo(x, y, x + width, y, radius);
    ctx.closePath();
  };

  const cut = (ctx, text, width) => {
    if (ctx.measureText(text).width <= width) return text;
    const letters = Array.from(text);
    let low = 0, high = letters.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ctx.measureText(letters.slice(0, middle).join("") + "…").width <= width) low = middle;
      else high = middle - 1;
    }
    return letters.slice(0, low).join("") + "…";
  };

  // Words, or letters where a script has no spaces, are filled into lines; what is left over is cut off.
  const wrapped = (ctx, text, width, most) => {
    const parts = text.match(/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff-]*-?\s*/g) || [text];
    const lines = [""];
    for (const part of parts) {
      const joined = lines[lines.length - 1] + part;
      const last = lines.length === most;
      if (lines[lines.length - 1] && !last && ctx.measureText(joined.trimEnd()).width > width) lines.push(part);
      else lines[lines.length - 1] = joined;
    }
    return lines.map((line) => cut(ctx, line.trim(), width));
  };

  // Far out, what is pinned to a card is drawn larger.
  const grown = () => Math.min(1.6, Math.max(1, 0.62 / (network ? network.getScale() : 1)));

  const pill = (ctx, text, x, bottom) => {
    ctx.font = `600 11px ${FONT}`;
    const size = Math.min(grown(), (WIDTH - 30) / (ctx.measureText(text).width + 14));
    ctx.font = `600 ${11 * size}px ${FONT}`;
    box(ctx, x, bottom - 18 * size, ctx.measureText(text).width + 14 * size, 18 * size, 9 * size);
    ctx.fillStyle = SEAT;
    ctx.fill();
    ctx.fillStyle = "#fff";
    ctx.textAlign = "left";
    ctx.fillText(text, x + 7 * size, bottom - 8.5 * size);
  };

  const dot = (ctx, x, y, radius, text) => {
    radius *= grown();
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 7);
    ctx.fillStyle = OURS;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = "#fff";
    ctx.stroke();
    if (!text) return;
    ctx.fillStyle = "#fff";
    ctx.font = `700 ${radius * 1.2}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.fillText(text, x, y + 0.5);
  };

  const diamond = (ctx, x, y) => {
    const size = 12 * grown();
    ctx.beginPath();
    ctx.moveTo(x, y - size); ctx.lineTo(x + size, y); ctx.lineTo(x, y + size); ctx.lineTo(x - size, y);
    ctx.closePath();
    ctx.fillStyle = "#ffb000";
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = "#5c3d00";
    ctx.stroke();
    ctx.fillStyle = INK;
    ctx.font = `700 ${size * 1.1}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.fillText("!", x, y + 0.5);
  };

  const lines = (ctx, text, left, middle, step) =>
    text.forEach((line, k) => ctx.fillText(line, left, middle + (k - (text.length - 1) / 2) * step));

  // Far out only the name is drawn, as large as the card allows; near by the name with the title below it.
  const words = (ctx, each, left, y, width, height, colour) => {
    const scale = network ? network.getScale() : 1;
    ctx.textAlign = "left";
    ctx.fillStyle = colour;
    if (scale < 0.6) {
      const size = Math.min(10 / scale, height < HEIGHT ? 17 : 19.5);
      ctx.font = `600 ${size}px ${FONT}`;
      lines(ctx, wrapped(ctx, each.name, width, Math.max(1, Math.floor((height - 2) / size))), left, y, size * 1.05);
      return;
    }
    ctx.font = `600 13.5px ${FONT}`;
    const name = wrapped(ctx, each.name, width, each.title || height < HEIGHT ? 2 : 3);
    const block = name.length * 16 + (each.title ? 15 : 0);
    lines(ctx, name, left, y - block / 2 + name.length * 8, 16);
    if (!each.title) return;
    ctx.font = `11.5px ${FONT}`;
    ctx.fillStyle = SOFT;
    ctx.fillText(cut(ctx, each.title, width), left, y + block / 2 - 6);
  };

  const drawPerson = (ctx, each, x, y, state) => {
    const left = x - WIDTH / 2, top = y - HEIGHT / 2;
    const unknown = each.fill === null;
    box(ctx, left, top, WIDTH, HEIGHT, 8);
    ctx.fillStyle = "#fff";
    ctx.fill();
    ctx.save();
    ctx.clip();
    if (!unknown) {
      ctx.fillStyle = each.fill;
      ctx.fillRect(left, top, STRIPE, HEIGHT);
    }
    ctx.restore();
    ctx.textBaseline = "middle";
    ctx.textAlign = "center";
    ctx.fillStyle = each.ink;
    ctx.font = `700 20px ${FONT}`;
    ctx.fillText(each.glyph, left + STRIPE / 2 + 1, y + 1);
    box(ctx, left, top, WIDTH, HEIGHT, 8);
    ctx.setLineDash(unknown ? [6, 4] : []);
    ctx.lineWidth = each.seat ? 3 : 1.4;
    ctx.strokeStyle = each.seat ? SEAT : unknown ? SOFT : each.fill;
    if (state.selected || state.hover) { ctx.lineWidth += 1.5; ctx.strokeStyle = OURS; }
    ctx.stroke();
    ctx.setLineDash([]);
    words(ctx, each, left + STRIPE + 7, y + (each.seat ? 2 : 0), WIDTH - STRIPE - (each.entry ? 20 : 12), HEIGHT, INK);
    if (each.seat) pill(ctx, each.seat, left + 10, top + 7);
    if (each.single) diamond(ctx, left + WIDTH - 4, top - 1);
    if (each.entry) dot(ctx, left + WIDTH + 1, y + 4, 12, String(each.entry));
    if (each.contacted) dot(ctx, left + WIDTH - 18, top + HEIGHT, 6.5, "");
    if (each.rival) {
      ctx.lineWidth = 2.5;
      ctx.fillStyle = "#fff";
      ctx.strokeStyle = INK;
      ctx.fillRect(left + WIDTH - 44, top + HEIGHT - 5.5, 11, 11);
      ctx.strokeRect(left + WIDTH - 44, top + HEIGHT - 5.5, 11, 11);
    }
  };

  const drawMember = (ctx, each, x, y, state) => {
    const left = x - WIDTH / 2 + 16, top = y - 19, width = WIDTH - 32;
    box(ctx, left, top, width, 38, 19);
    ctx.fillStyle = OURS;
    ctx.fill();
    if (state.selected || state.hover) { ctx.lineWidth = 3; ctx.strokeStyle = INK; ctx.stroke(); }
    ctx.textBaseline = "middle";
    words(ctx, each, left + 16, y, width - 32, 38, "#fff");
    if (each.single) diamond(ctx, left + width - 12, top);
  };

  let network = null;
  let kept = null;
  let near = null;
  const draw = ({ ctx, id, x, y, state }) => {
    const each = map.cards[id];
    const member = each.kind === "member";
    return {
      drawNode() {
        ctx.globalAlpha = near && !near.has(id) ? 0.25 : 1;
        (member ? drawMember : drawPerson)(ctx, each, x, y, state);
        ctx.globalAlpha = 1;
      },
      nodeDimensions: { width: member ? WIDTH - 32 : WIDTH, height: member ? 38 : HEIGHT },
    };
  };

  const hidden = new Set();
  const nodes = new vis.DataSet(map.nodes.map((node) => ({ ...node, ctxRenderer: draw })));
  const drawn = new vis.DataSet(map.edges.map((edge, id) => ({ ...edge, id })));
  const edges = new vis.DataView(drawn, { filter: (edge) => !hidden.has(edge.kind) });
  network = new vis.Network(frame, { nodes, edges }, map.options);

  const drawBands = (ctx) => {
    const begin = network.DOMtoCanvas({ x: 0, y: 0 });
    const end = network.DOMtoCanvas({ x: frame.clientWidth, y: frame.clientHeight });
    const size = 13 / network.getScale();
    map.bands.forEach((band, k) => {
      ctx.fillStyle = k % 2 ? "#fbfcfd" : "#f0f3f7";
      ctx.fillRect(begin.x, band.top, end.x - begin.x, band.bottom - band.top);
      ctx.fillStyle = SOFT;
      ctx.font = `600 ${size}px ${FONT}`;
      ctx.textAlign = "left";
      ctx.textBaseline = "top";
      ctx.fillText(band.label, begin.x + size * 0.7, Math.max(band.top, begin.y) + size * 0.6);
    });
  };

  // Lines with right angles: reporting lines, our contacts, the recommended path in.
  const drawRoute = (ctx, edge) => {
    const points = edge.points;
    const chosen = near && near.has(edge.from) && near.has(edge.to) && (edge.from === kept || edge.to === kept);
    ctx.globalAlpha = near && !chosen && edge.kind !== "path" ? 0.2 : 1;
    ctx.strokeStyle = ctx.fillStyle = edge.color.color;
    ctx.lineWidth = edge.width * (chosen ? 1.8 : 1);
    ctx.setLineDash(edge.dashes || []);
    ctx.lineJoin = "round";
    const [tipX, tipY] = points[points.length - 1];
    const [fromX, fromY] = points[points.length - 2];
    const length = Math.hypot(tipX - fromX, tipY - fromY) || 1;
    const alongX = (tipX - fromX) / length, alongY = (tipY - fromY) / length;
    const head = edge.arrows.to.enabled ? Math.min(14, length * 0.85) : 0;
    ctx.beginPath();
    ctx.moveTo(...points[0]);
    for (let k = 1; k < points.length - 1; k += 1) ctx.arcTo(...points[k], ...points[k + 1], 8);
    ctx.lineTo(tipX - alongX * head, tipY - alongY * head);
    ctx.stroke();
    ctx.setLineDash([]);
    if (head) {
      ctx.beginPath();
      ctx.moveTo(tipX, tipY);
      ctx.lineTo(tipX - alongX * head - alongY * 8, tipY - alongY * head + alongX * 8);
      ctx.lineTo(tipX - alongX * head + alongY * 8, tipY - alongY * head - alongX * 8);
      ctx.fill();
    }
    ctx.globalAlpha = 1;
  };

  const routed = map.edges.filter((edge) => edge.points);
  network.on("beforeDrawing", (ctx) => {
    drawBands(ctx);
    for (const edge of routed) if (!hidden.has(edge.kind)) drawRoute(ctx, edge);
  });

  const fit = () => {
    const xs = map.nodes.map((node) => node.x);
    const left = Math.min(...xs) - WIDTH / 2 - 20, right = Math.max(...xs) + WIDTH / 2 + 24;
    const top = map.bands[0].top, bottom = map.bands[map.bands.length - 1].bottom;
    const room = frame.clientWidth - LABELS;
    // A map in a closed tab or an unseen slide has no size yet; it is fitted when it comes into view.
    if (room <= 0 || frame.clientHeight <= 0) return;
    const scale = Math.min(room / (right - left), frame.clientHeight / (bottom - top), 1.15);
    network.moveTo({ position: { x: (left + right - LABELS / scale) / 2, y: (top + bottom) / 2 }, scale });
  };
  fit();
  new ResizeObserver(fit).observe(frame);

  const keep = (number) => {
    kept = number;
    near = number === null ? null : new Set([number, ...network.getConnectedNodes(number)]);
    if (number === null) network.unselectAll();
    else network.selectNodes([number]);
    drawn.update(map.edges.flatMap((edge, id) => {
      if (edge.hidden) return [];
      const dim = number !== null && edge.from !== number && edge.to !== number;
      return [{ id, color: dim ? { ...edge.color, color: edge.color.highlight + "18" } : edge.color }];
    }));
    who.value = number === null ? "" : String(number);
    show(number);
    network.redraw();
  };
  network.on("click", ({ nodes: [number] }) => keep(number === undefined ? null : number));
  network.on("hoverNode", ({ node }) => { if (kept === null) show(node); });
  network.on("blurNode", () => show(kept));
  const bringIntoView = (number) => {
    const position = network.getPosition(number);
    const { x, y } = network.canvasToDOM(position);
    const inside = x > LABELS && y > 40 && x < frame.clientWidth - 90 && y < frame.clientHeight - 60;
    if (inside && network.getScale() >= 0.6) return;
    network.moveTo({ position, scale: Math.max(network.getScale(), 0.75) });
  };
  who.addEventListener("change", () => {
    keep(who.value === "" ? null : Number(who.value));
    if (kept !== null) bringIntoView(kept);
  });

  for (const box of document.querySelectorAll(".kinds input")) {
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(box.value);
      else hidden.add(box.value);
      edges.refresh();
      network.redraw();
    });
  }

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("zoom-fit").addEventListener("click", fit);
  // In a report the wheel scrolls the page; with Ctrl it zooms the map.
  if (frame.closest(".report")) {
    frame.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true });
  }
})();
