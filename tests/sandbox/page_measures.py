"""What is measured on a page in the browser: contrast of text, edges of what can be used, focus that shows."""

COLOURS = """
const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
function rgba(colour) {  // whatever CSS calls it, as [r, g, b, a]
  canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
}
const over = ([r, g, b, a], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a));
function ground(node) {  // what a node stands on
  const layers = [];
  for (let at = node; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
}
const light = (rgb) => rgb.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
const shown = (node) => node.checkVisibility({opacityProperty: true, visibilityProperty: true})
  && !node.closest('.unseen, .skip, [disabled], [inert]');
"""

# Texts that are harder to read than 4.5 : 1, large ones than 3 : 1.
FAINT_TEXTS = f"""(() => {{ {COLOURS}
const scope = document.querySelector('dialog[open]') ?? document.body;
const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
const faint = [];
while (walker.nextNode()) {{
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !shown(node)) continue;
  const style = getComputedStyle(node), size = parseFloat(style.fontSize);
  const least = size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5;
  const under = ground(node), found = ratio(over(rgba(style.color), under), under);
  if (found < least) faint.push(`${{found.toFixed(2)}} ${{node.className}}: ${{walker.currentNode.data.slice(0, 40)}}`);
}}
for (const node of scope.querySelectorAll('input, textarea')) {{
  if (!shown(node) || !node.placeholder) continue;
  const under = ground(node), found = ratio(over(rgba(getComputedStyle(node, '::placeholder').color), under), under);
  if (found < 4.5) faint.push(`${{found.toFixed(2)}} placeholder ${{node.placeholder}}`);
}}
return faint; }})()"""

# Fields and bordered buttons whose edge is fainter than 3 : 1 and that no colour of their own sets off.
FAINT_EDGES = f"""(() => {{ {COLOURS}
const edged = '.button, .text-input, .select, .composer, input[type=checkbox], input[type=radio]';
return [...document.querySelectorAll(edged)].filter(shown).flatMap((node) => {{
  const style = getComputedStyle(node), under = ground(node.parentElement);
  if (style.appearance === 'auto') return [];
  const edge = ratio(over(rgba(style.borderTopColor), under), under), fill = ratio(ground(node), under);
  return Math.max(edge, fill) < 3 ? [`${{edge.toFixed(2)}} ${{node.className}}`] : [];
}}); }})()"""

# Does what has the focus show it, 3 : 1 against what is around or within it, by itself or by the box that it stands in?
FOCUS_SHOWS = f"""(() => {{ {COLOURS}
  const node = document.activeElement, style = getComputedStyle(node);
  const stands = (colour, at) => [at, at.parentElement].some((n) => ratio(rgba(colour).slice(0, 3), ground(n)) >= 3);
  if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) return stands(style.outlineColor, node);
  const box = node.closest('.composer, .select, .item');
  const shadow = box && getComputedStyle(box).boxShadow;
  return Boolean(box) && shadow !== 'none' && stands(shadow.match(/^[a-z]+\\([^)]*\\)/)[0], box);
}})()"""

SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
