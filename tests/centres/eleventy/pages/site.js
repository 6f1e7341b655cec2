document.addEventListener("click", ({ target }) => {
  if (target.id === "dark") document.documentElement.classList.toggle("dark");
});
