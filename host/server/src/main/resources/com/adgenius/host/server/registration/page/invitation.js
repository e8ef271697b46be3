// The token stands behind # in the link: it reaches the server in bodies alone, and no log. Nothing is spent by looking.
const said = document.querySelector("#said");
const token = new URLSearchParams(location.hash.slice(1)).get("token");
const api = "/api/v1/auth";

async function post(path, body, access) {
  const headers = { "Content-Type": "application/json" };
  if (access) {
    headers.Authorization = `Bearer ${access}`;
  }
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail);
  }
  return answer;
}

function answering(form, act) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    said.textContent = "…";
    try {
      await act(Object.fromEntries(new FormData(form)));
      form.hidden = true;
      said.textContent = "You are a member. You can sign in now.";
    } catch (failure) {
      said.textContent = failure instanceof TypeError ? "The server does not answer. Try again." : failure.message;
    }
    button.disabled = false;
  });
}

async function open() {
  if (!token) {
    said.textContent = "The link is not whole. Open it from the mail again.";
    return;
  }
  history.replaceState(null, "", location.pathname);
  try {
    const offer = await post(`${api}/invitations/read`, { token });
    document.querySelector("#offer").textContent =
      `Work with ${offer.tenant_name} as ${offer.email}, with the role ${offer.role}.`;
    const form = document.querySelector(offer.account ? "#accept" : "#join");
    answering(form, async (fields) => {
      if (offer.account) {
        const session = await post(`${api}/jwt/create`, { email: offer.email, password: fields.password });
        await post(form.dataset.path, { token }, session.access);
      } else {
        await post(form.dataset.path, { token, ...fields });
      }
    });
  } catch (failure) {
    said.textContent = failure instanceof TypeError ? "The server does not answer. Try again." : failure.message;
  }
}
open();
