// What is wrong with how a page is laid out: text that is cut off, runs out of its box, or lies on other text.
// Returns sentences, at most so many of a kind. Text that a reader reaches by scrolling a table is not cut off.
(most) => {
  "use strict";

  const CLOSE = 1.5; // pixels that are no fault: rounding, and the room above and below letters
  const LONG = 40; // letters of a name that a chart may cut short
  const faults = [];

  function tell(kind, found) {
    for (const words of found.slice(0, most)) faults.push(`${kind}: ${words}`);
    if (found.length > most) faults.push(`${kind}: and ${found.length - most} more`);
  }

  function seen(element) {
    return element.checkVisibility({ visibilityProperty: true }) && !element.closest(".hidden, .tip, .skip");
  }

  function short(text) {
    const line = text.trim().replace(/\s+/g, " ");
    return line.length > 60 ? `${line.slice(0, 60)}…` : line;
  }

  // Every piece of text on the page, with the boxes of its lines.
  function pieces() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const owner = node.parentElement;
      if (!node.data.trim() || owner.closest("script, style, svg desc, svg title") || !seen(owner)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = Array.from(range.getClientRects()).filter((box) => box.width > 0.5 && box.height > 0.5);
      found.push({ owner, text: short(node.data), ends: node.data.trim().at(-1), boxes });
    }
    return found;
  }

  function sheet(owner) {
    return owner.closest(".scroll");
  }

  const all = pieces();
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push("the page is wider than its window");

  const beyond = all.filter(
    ({ owner, boxes }) => !sheet(owner) && boxes.some((box) => box.left < -CLOSE || box.right > width + CLOSE),
  );
  tell("beyond the window", beyond.map(({ text }) => text));

  // Text wider than the box it stands in: a cell, a figure's tile, a chart.
  const holders = "td, th, .figures div, figcaption, .legend li, svg, button, summary, caption span";
  const out = [];
  for (const { owner, text, boxes } of all) {
    const holder = owner.closest(holders);
    if (!holder) continue;
    const edge = holder.getBoundingClientRect();
    if (boxes.some((box) => box.left < edge.left - CLOSE || box.right > edge.right + CLOSE)) out.push(text);
    else if (holder.matches("svg") && boxes.some((box) => box.top < edge.top - 3 || box.bottom > edge.bottom + 3)) {
      out.push(text);
    }
  }
  tell("runs out of its box", out);

  // Boxes that hide what does not fit, and have no bar to scroll with.
  const hiding = Array.from(document.querySelectorAll("main *, header *")).filter((element) => {
    if (element.closest("svg") || !seen(element)) return false;
    const style = getComputedStyle(element);
    const cuts = [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
    return cuts && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  });
  tell("is cut off", hiding.map((element) => short(element.textContent)));

  // Words that a chart had no room for end in an ellipsis.
  tell("has no room in its chart", all.filter(({ owner, text, ends }) => owner.closest("svg") && ends === "…" && text.length < LONG).map(({ text }) => text));

  // Text on text. A head or a first column that stays in sight lies on others only where the table is scrolled.
  const boxes = all.flatMap(({ owner, text, boxes: lines }) => lines.map((box) => ({ owner, text, box })));
  boxes.sort((one, other) => one.box.top - other.box.top);
  const overlaps = [];
  let open = [];
  for (const one of boxes) {
    open = open.filter(({ box }) => box.bottom > one.box.top);
    for (const other of open) {
      if (one.owner === other.owner || one.owner.contains(other.owner) || other.owner.contains(one.owner)) continue;
      const inner = one.owner.closest("svg") ? 0.22 : 0.1; // letters are lower than their line
      const trim = (box) => box.height * inner;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high =
        Math.min(one.box.bottom - trim(one.box), other.box.bottom - trim(other.box)) -
        Math.max(one.box.top + trim(one.box), other.box.top + trim(other.box));
      if (wide > CLOSE && high > CLOSE && !(sheet(one.owner) !== sheet(other.owner) && (sheet(one.owner) || sheet(other.owner)))) {
        overlaps.push(`${other.text} / ${one.text}`);
      }
    }
    open.push(one);
  }
  tell("lies on other text", overlaps);
  return faults;
}
