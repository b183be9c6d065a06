// Light or dark before anything is painted: the system's choice until the person chooses.
// A classic script in the head, so that no light flash comes first. Used by app.js through window.dabiaoTheme.
(() => {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const read = () => {
    try {
      return localStorage.getItem("dabiao-theme");
    } catch {
      return null;
    }
  };
  const write = (theme) => {
    try {
      localStorage.setItem("dabiao-theme", theme);
    } catch {
      // Storage may be switched off; the choice then lasts as long as the page.
    }
  };
  let chosen = read();
  const apply = () => {
    document.documentElement.dataset.theme = chosen ?? (system.matches ? "dark" : "light");
  };
  system.addEventListener("change", apply);
  apply();
  window.dabiaoTheme = {
    toggle() {
      chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
      write(chosen);
      apply();
    },
  };
})();
