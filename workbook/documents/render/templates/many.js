const rows = [...document.querySelectorAll("#cases tbody tr")], order = document.querySelector("#order");
const known = (row, key) => row.dataset[key] === "" ? Infinity : Number(row.dataset[key]);
order.addEventListener("change", () => {
  const key = order.value;
  document.querySelector("#cases tbody").append(...[...rows].sort((one, other) => known(one, key) - known(other, key) || 0));
});
order.closest("p").hidden = false;
