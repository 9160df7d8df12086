// What a mark of a chart, or a cell of a matrix, says: shown on hover, focus and touch; Escape closes it.
(() => {
  "use strict";

  const MARKS = "svg.chart .mark, .matrix td[title], .matrix td[data-tip]";
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  // Readers of the screen hear the mark itself; the tip is for the eye.
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  document.body.append(tip);

  function markOf(event) {
    return event.target instanceof Element ? event.target.closest(MARKS) : null;
  }

  // A title is taken over, so that the browser does not show it a second time.
  function told(mark) {
    if (mark.hasAttribute("title")) {
      mark.dataset.tip = mark.getAttribute("title");
      mark.setAttribute("aria-label", `${mark.textContent}: ${mark.dataset.tip}`);
      mark.removeAttribute("title");
    }
    return mark.dataset.tip || mark.getAttribute("aria-label");
  }

  function show(mark) {
    tip.textContent = told(mark);
    tip.hidden = false;
    tip.style.left = "0";
    const box = mark.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.min(Math.max(box.left + box.width / 2 - tip.offsetWidth / 2, 4), width - tip.offsetWidth - 4);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${(above < 4 ? box.bottom + 8 : above) + window.scrollY}px`;
  }

  function hide() {
    tip.hidden = true;
  }

  function follow(event) {
    const mark = markOf(event);
    if (mark) show(mark);
    else hide();
  }

  document.addEventListener("pointerover", follow);
  document.addEventListener("pointerdown", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  // A finger that is lifted leaves the page too, and its tip is to stay.
  document.documentElement.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") hide();
  });

  // One stop a chart for the tab key; arrows, Home and End go from mark to mark.
  function rove(svg) {
    const marks = Array.from(svg.querySelectorAll(".mark"));
    svg.addEventListener("keydown", (event) => {
      const at = marks.indexOf(document.activeElement);
      const next = target(event.key, at, marks.length - 1);
      if (at < 0 || next === null) return;
      event.preventDefault();
      marks[at].setAttribute("tabindex", "-1");
      marks[next].setAttribute("tabindex", "0");
      marks[next].focus();
    });
  }

  function target(key, at, last) {
    if (key === "Home") return 0;
    if (key === "End") return last;
    return key in STEPS ? Math.min(Math.max(at + STEPS[key], 0), last) : null;
  }

  document.querySelectorAll("svg.chart").forEach(rove);
})();
