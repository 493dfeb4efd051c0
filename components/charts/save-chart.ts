/*
 * A chart as a file, made in the browser from the picture on the page. The page's styles do not travel with an SVG, so
 * those that a chart uses are written into it.
 */

const painted = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity"];
const lettered = ["font-family", "font-size", "font-weight", "text-anchor", "paint-order"];
const shapes = new Set(["circle", "ellipse", "line", "path", "polygon", "polyline", "rect"]);
const letters = new Set(["text", "tspan"]);

/** Writes what the page's styles make of a mark into its attributes; variables mean nothing outside the page. */
function inlineStyles(from: Element, to: Element) {
  const isShape = shapes.has(from.tagName);
  if (isShape || letters.has(from.tagName)) {
    const computed = getComputedStyle(from);
    for (const name of isShape ? painted : [...painted, ...lettered])
      to.setAttribute(name, computed.getPropertyValue(name));
  }
  for (const name of ["class", "style", "tabindex"]) to.removeAttribute(name);
  for (const [place, child] of [...from.children].entries()) {
    const copy = to.children[place];
    if (copy) inlineStyles(child, copy);
  }
}

type Picture = { text: string; width: number; height: number };

function makeElement(name: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Lines of at most so many letters, broken between words. */
function wrapWords(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const lineHeight = 19;
const fewestLetters = 30;

/** The picture with its styles, its finding in words above it and the paper behind it: it speaks where it is pasted. */
export function drawChart(svg: SVGSVGElement, finding: string): Picture {
  const chart = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inlineStyles(svg, copy);
  const page = getComputedStyle(document.documentElement);
  const lines = wrapWords(finding, Math.max(fewestLetters, Math.floor((chart.width - 16) / 7.2)));
  const top = lines.length * lineHeight + 16;
  const [width, height] = [Math.max(chart.width, fewestLetters * 7.2 + 16), chart.height + top];
  const moved = makeElement("g", { transform: `translate(0 ${top})` });
  moved.append(...copy.childNodes);
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  for (const [key, value] of Object.entries(size)) copy.setAttribute(key, String(value));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const letters = {
    "font-family": page.fontFamily,
    "font-size": 14,
    fill: page.getPropertyValue("--ink") || "#000000",
  };
  copy.append(
    makeElement("title", {}, finding),
    makeElement("rect", { width, height, fill: page.getPropertyValue("--paper") || "#ffffff" }),
    ...lines.map((line, place) => makeElement("text", { ...letters, x: 8, y: 20 + place * lineHeight }, line)),
    moved,
  );
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/** Hands a file to the person. */
export function saveFile(name: string, content: Blob) {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const scale = 3;

/** The picture as pixels, three for each of the screen's, sharp in print. */
export async function rasterise({ text, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no canvas to draw the chart on");
  context.scale(scale, scale);
  context.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The chart could not be drawn"))), "image/png");
  });
}
