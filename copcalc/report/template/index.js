// Rows whose area or state begins, at some word, with each word that is typed.
const field = document.getElementById("search");
const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}|['’]/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const rows = [...document.querySelectorAll("tbody tr")];
const told = rows.map((row) => {
  const shown = [...row.querySelectorAll("th, .state span:first-child")].map((cell) => cell.textContent);
  return " " + plain([...shown, row.dataset.names].join(" "));
});
function search() {
  const words = plain(field.value).split(" ");
  rows.forEach((row, n) => { row.hidden = !words.every((word) => told[n].includes(" " + word)); });
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.querySelector("tbody tr:not([hidden])");
  }
  const none = document.getElementById("none");
  none.textContent = rows.some((row) => !row.hidden) ? "" : none.dataset.none;
}
field.addEventListener("input", search);
field.parentElement.hidden = false;
search();
