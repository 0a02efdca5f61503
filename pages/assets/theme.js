// Light or dark: the reader's choice, or the system's. The widgets read it as JupyterLab writes it.

const KEY = "course-theme";

/** Follows the system until the reader has chosen. */
export function followTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    const choice = remembered();
    const light = choice ? choice === "light" : !dark.matches;
    document.documentElement.style.colorScheme = light ? "light" : "dark";
    document.body.dataset.jpThemeLight = String(light);
  };
  dark.addEventListener("change", show);
  // Paper is light. The style sheet cannot say so to the widgets.
  addEventListener("beforeprint", () => document.body.dataset.jpThemeLight = "true");
  addEventListener("afterprint", show);
  show();
  return () => {
    remember(document.body.dataset.jpThemeLight === "true" ? "dark" : "light");
    show();
  };
}

// Some browsers keep nothing for pages from a disk.
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return document.body.dataset.theme;
  }
}

/** @param {string} choice */
function remember(choice) {
  document.body.dataset.theme = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch { /* then for this page only */ }
}
