// On paper everything is open, and no row is left out by a search; afterwards it is as it was.
(() => {
  "use strict";

  let opened = [];
  let shown = [];

  window.addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    shown = Array.from(document.querySelectorAll("tbody tr[hidden]"));
    for (const details of opened) details.open = true;
    for (const row of shown) row.hidden = false;
  });

  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    for (const row of shown) row.hidden = true;
  });
})();
