"use strict";
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    const said = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      said.textContent = "Kopiert: " + button.dataset.copy;
    } catch {
      said.textContent = "Kunne ikke kopiere. Merk nummeret og kopier det.";
    }
  });
}
