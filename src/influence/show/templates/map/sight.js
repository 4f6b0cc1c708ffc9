// What is in sight: the scale, what the window shows of the map, and names of layers and columns that stay.
// A little more than 11 pixels: what is rounded on the way must not fall below.
const SMALLEST = CARD.small, READABLE = 11.03, LARGEST = 24 / SMALLEST;
const room = () => ({ width: canvas.clientWidth, height: canvas.clientHeight });
// The largest scale at which all of it fits; where that cannot be read, the one at which it is as wide as the window.
const fitting = () => {
  const { width, height } = room();
  if (width <= 0 || height <= 0 || !drawn) return null;
  const across = width / drawn.size[0], all = Math.min(across, height / drawn.size[1]);
  const lowest = state.view === "everyone" ? 0.5 : READABLE / SMALLEST;
  return Math.min(all >= lowest ? all : Math.max(Math.min(across, 1), lowest), 1.15);
};
const scaleNow = () => state.zoom || fitting() || 1;
// What is printed is not fitted to the window.
let onPaper = false;
const scaled = () => {
  if (!drawn || onPaper) return;
  const scale = scaleNow();
  // The stripes go on to the edges of a window that is larger than the map.
  const width = Math.max(drawn.size[0], room().width / scale), height = Math.max(drawn.size[1], room().height / scale - 1);
  stage.setAttribute("viewBox", `0 0 ${width} ${height}`);
  stage.setAttribute("width", Math.floor(width * scale));
  stage.setAttribute("height", Math.floor(height * scale));
  pinned();
};
const pinned = () => {
  if (!drawn) return;
  const scale = scaleNow();
  drawn.bandNames.setAttribute("transform", `translate(${canvas.scrollLeft / scale} 0)`);
  drawn.heads.setAttribute("transform", `translate(0 ${canvas.scrollTop / scale})`);
};

// Between the whole of the map and letters of 24 pixels.
const zoom = (factor, at) => {
  const { width, height } = room();
  if (!drawn || width <= 0) return;
  const whole = Math.min(width / drawn.size[0], height / drawn.size[1], 1);
  const before = scaleNow(), scale = Math.min(Math.max(before * factor, whole * 0.8), LARGEST);
  const x = at ? at.x : width / 2, y = at ? at.y : height / 2;
  const left = (canvas.scrollLeft + x) / before, top = (canvas.scrollTop + y) / before;
  state.zoom = scale;
  scaled();
  canvas.scrollTo(left * scale - x, top * scale - y);
};
const fit = () => { state.zoom = null; scaled(); canvas.scrollTo(0, 0); };

const bringIntoSight = (key, focus) => {
  const box = drawn && drawn.byKey.get(key);
  if (!box || state.view === "list") return;
  const scale = scaleNow(), { width, height } = room();
  const [left, top] = [box.x * scale, box.y * scale];
  if (left < canvas.scrollLeft + LABELS * scale || left + WIDTH * scale > canvas.scrollLeft + width) canvas.scrollLeft = left - width / 2;
  if (top < canvas.scrollTop + 50 || top + box.height * scale > canvas.scrollTop + height) canvas.scrollTop = top - height / 2;
  if (focus) focusOn(key);
};
