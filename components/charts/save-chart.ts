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

/** The picture with its styles, its title and the paper behind it. */
export function drawChart(svg: SVGSVGElement, title: string): Picture {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inlineStyles(svg, copy);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.documentElement).getPropertyValue("--paper") || "#ffffff");
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  copy.prepend(name, paper);
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
