// The token stands behind # in the link: it reaches the server in the body of this one request, and no log.
const form = document.querySelector("form");
const said = document.querySelector("#said");
const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token) {
  history.replaceState(null, "", location.pathname);
} else {
  form.hidden = true;
  said.textContent = "The link is not whole. Open it from the mail again.";
}
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  said.textContent = "…";
  try {
    const response = await fetch(form.dataset.path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token, ...Object.fromEntries(new FormData(form)) }),
    });
    form.hidden = response.ok;
    said.textContent = response.ok ? form.dataset.done : (await response.json()).detail;
  } catch {
    said.textContent = "The server does not answer. Try again.";
  }
  button.disabled = false;
});
