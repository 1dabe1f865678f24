// What is typed into a form is kept in this browser until it is saved, so that a lost line loses nothing.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = "draft:" + form.dataset.draft;
  const kept = JSON.parse(localStorage.getItem(key) || "null");
  const read = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !name.startsWith("csrf")));
  if (kept && document.querySelector(".faults") === null) {
    for (const [name, value] of Object.entries(kept.typed)) {
      const field = form.elements[name];
      if (field && name !== "(base)" && typeof field.value === "string") field.value = value;
    }
    form.elements["(base)"].value = kept.base;
    document.querySelector("[data-put-back]").hidden = false;
  }
  form.addEventListener("input", () => {
    localStorage.setItem(key, JSON.stringify({ base: form.elements["(base)"].value, typed: read() }));
  });
  form.addEventListener("submit", () => sessionStorage.setItem("sent", key));
  document.querySelector("[data-discard]")?.addEventListener("click", () => {
    localStorage.removeItem(key);
    location.reload();
  });
}
const sent = sessionStorage.getItem("sent");
if (sent && new URLSearchParams(location.search).has("saved")) {
  localStorage.removeItem(sent);
  sessionStorage.removeItem("sent");
}
