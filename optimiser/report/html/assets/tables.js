// Tables are sorted by their column heads and searched by a box above; without this script they stand as written.
(() => {
  "use strict";

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  function value(row, index) {
    const cell = row.cells[index];
    const number = cell.dataset.value;
    return number === undefined ? cell.textContent.trim() : number === "" ? null : Number(number);
  }

  // What is blank comes last in either direction.
  function compare(one, other, sign) {
    if (one === null || other === null) return (one === null) - (other === null);
    if (typeof one === "number" && typeof other === "number") return sign * (one - other);
    return sign * collator.compare(one, other);
  }

  function sort(table, head) {
    const index = head.cellIndex;
    const first = head.classList.contains("n") ? "descending" : "ascending";
    const opposite = first === "descending" ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? opposite : first;
    for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const rows = Array.from(table.tBodies[0].rows, (row) => [value(row, index), row]);
    rows.sort((one, other) => compare(one[0], other[0], sign));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  }

  function addButton(table, head) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, head));
    head.append(button);
  }

  function filter(table, tools) {
    const search = tools.querySelector("input[type=search]");
    const only = tools.querySelector("input[type=checkbox]");
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLocaleLowerCase();
      const wanted = words.every((word) => text.includes(word)) && !(only && only.checked && !("marked" in row.dataset));
      row.hidden = !wanted;
      shown += wanted;
    }
    const count = tools.querySelector("output");
    count.textContent = count.dataset.count.replace("{shown}", shown).replace("{all}", table.tBodies[0].rows.length);
  }

  // How many columns and rows of a table lie beyond the right and the lower edge of its box, in words above it.
  function tellMore(box) {
    const more = box.parentElement.querySelector(".more");
    const edge = box.getBoundingClientRect();
    const right = edge.left + box.clientWidth;
    const bottom = edge.top + box.clientHeight;
    const table = box.querySelector("table");
    const columns = Array.from(table.tHead.rows[0].cells, (cell) => cell.getBoundingClientRect().right);
    const rows = Array.from(table.rows).filter((row) => !row.hidden && row.parentElement !== table.tHead);
    const aside = columns.filter((end) => end > right + 2).length;
    const below = rows.filter((row) => row.getBoundingClientRect().bottom > bottom + 2).length;
    const words = [
      [aside, more.dataset.column, more.dataset.aside],
      [below, more.dataset.row, more.dataset.below],
    ];
    more.textContent = words
      .filter(([count]) => count)
      .map(([count, one, several]) => (count === 1 ? one : several.replace("{count}", count)))
      .join(" · ");
    box.classList.toggle("aside", aside > 0);
    box.classList.toggle("below", below > 0);
    // Once it has been seen its room is kept, so that nothing jumps while a table is scrolled.
    if (more.textContent) more.hidden = false;
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    for (const head of table.tHead.rows[0].cells) addButton(table, head);
  }

  for (const tools of document.querySelectorAll(".tools")) {
    const table = tools.parentElement.querySelector("table");
    tools.addEventListener("input", () => {
      filter(table, tools);
      tellMore(tools.parentElement.querySelector(".scroll"));
    });
    tools.hidden = false;
    filter(table, tools);
  }

  const boxes = Array.from(document.querySelectorAll(".scroll"));
  for (const box of boxes) box.addEventListener("scroll", () => tellMore(box), { passive: true });
  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => tellMore(target)));
  boxes.forEach((box) => watch.observe(box));
})();
