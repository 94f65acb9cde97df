// The page works without this: it opens the card that a link names, and all of them for the printer.
function reveal() {
  const at = document.getElementById(location.hash.slice(1));
  const card = at && at.closest("details");
  if (card) { card.open = true; at.scrollIntoView(); }
}
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
reveal();
