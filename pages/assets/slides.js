// A page as slides: its sections, grouped as the notebook's slide metadata says, one group at a time.

/** @typedef {{ sections: HTMLElement[], notes: string }} Slide */

const ADDRESS = "#slides/";
const FORTH = ["ArrowRight", "ArrowDown", "PageDown", " "];
// What a presenter's remote sends, wherever the focus is.
const REMOTE = ["PageDown", "PageUp"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

/** What the keys and the buttons of a page with sections do. */
export function slides() {
  const { body } = document;
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const count = /** @type {HTMLElement} */ (document.querySelector("[data-count]"));
  const all = grouped(main);
  const speaker = speakers();
  let now = 0;

  const presenting = () => body.classList.contains("presenting");

  /** @param {number} k */
  function show(k) {
    now = Math.min(all.length - 1, Math.max(0, k));
    body.classList.remove("black");
    all.forEach(({ sections }, n) => {
      for (const section of sections) section.classList.toggle("now", n === now);
    });
    count.textContent = `${now + 1} / ${all.length}`;
    history.replaceState(null, "", ADDRESS + all[now].sections[0].id);
    fit();
    speaker.show(all[now], all[now + 1], count.textContent);
  }

  /** As large as the screen allows, at most as large as letters on a slide should be. */
  function fit() {
    if (!presenting()) return;
    const most = Math.max(1, Math.min(innerHeight / 640, innerWidth / 940));
    for (let zoom = most; zoom > 0.4; zoom -= 0.04) {
      main.style.setProperty("--zoom", String(zoom));
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = main;
      if (scrollHeight <= clientHeight && scrollWidth <= clientWidth) break;
    }
  }

  /** @param {string} [id] a section of the slide to begin with */
  function present(id) {
    const seen = id ?? visible(main)?.id;
    body.classList.add("presenting");
    document.documentElement.requestFullscreen?.().catch(() => {});
    show(all.findIndex(({ sections }) => sections.some((section) => section.id === seen)));
  }

  function leave() {
    const [here] = all[now].sections;
    body.classList.remove("presenting", "black");
    main.style.removeProperty("--zoom");
    if (document.fullscreenElement) document.exitFullscreen();
    history.replaceState(null, "", `#${here.id}`);
    here.scrollIntoView();
  }

  addEventListener("keydown", (event) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, target } = event;
    if (ctrlKey || metaKey || altKey || (takesKeys(target) && !REMOTE.includes(key))) return;
    const before = presenting();
    if (!before && key.toLowerCase() === "p") present();
    else if (!before) return;
    else if (key === "Escape") leave();
    else if (BACK.includes(key) || (key === " " && shiftKey)) show(now - 1);
    else if (FORTH.includes(key)) show(now + 1);
    else if (key === "Home") show(0);
    else if (key === "End") show(all.length - 1);
    else if (key.toLowerCase() === "b") body.classList.toggle("black");
    else if (key.toLowerCase() === "n") speaker.open(() => show(now));
    else return;
    event.preventDefault();
  });
  addEventListener("resize", fit);
  if (location.hash.startsWith(ADDRESS)) present(location.hash.slice(ADDRESS.length));

  return {
    present,
    leave,
    forth: () => show(now + 1),
    back: () => show(now - 1),
    notes: () => speaker.open(() => show(now)),
  };
}

/** @param {HTMLElement} main @returns {Slide[]} */
function grouped(main) {
  /** @type {Slide[]} */
  const found = [];
  for (const section of main.querySelectorAll("section")) {
    const kind = section.dataset.slide;
    const last = found.at(-1);
    if (kind === "notes" && last) last.notes += section.innerHTML;
    else if (kind === "slide") found.push({ sections: [section], notes: "" });
    else if (kind !== "skip") last?.sections.push(section);
  }
  return found;
}

/** The section at the top of the window. @param {HTMLElement} main */
function visible(main) {
  return [...main.querySelectorAll("section")].find((section) =>
    section.getBoundingClientRect().bottom > 80
  );
}

/** Whether what has the focus needs the keys itself. @param {EventTarget | null} target */
function takesKeys(target) {
  return target instanceof Element &&
    target.closest("input, select, textarea, button, summary, a, [role=slider]") !== null;
}

/** The speaker's window: notes, what comes next, and the time. */
function speakers() {
  /** @type {Window | null} */
  let other = null;
  /** @type {number} */
  let began = 0;

  function tick() {
    const clock = other?.document.getElementById("clock");
    if (!clock || !other || other.closed) return;
    const minutes = Math.floor((Date.now() - began) / 60000);
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    clock.textContent = `${time} · ${minutes} min`;
  }
  return {
    /** @param {() => void} then */
    open(then) {
      other = open("", "course-notes", "width=720,height=640");
      if (!other) return;
      began ||= Date.now();
      const { document: page } = other;
      const styles = [...document.querySelectorAll("link[rel=stylesheet]")].map((sheet) =>
        sheet.cloneNode()
      );
      page.documentElement.lang = document.documentElement.lang;
      page.head.replaceChildren(...styles);
      page.title = document.title;
      page.body.className = "speaker";
      page.body.innerHTML = '<p><b id="where"></b> <span id="clock"></span></p>' +
        '<div id="notes"></div><hr><div id="next"></div>';
      setInterval(tick, 1000);
      tick();
      then();
    },
    /** @param {Slide} slide @param {Slide | undefined} next @param {string} where */
    show(slide, next, where) {
      if (!other || other.closed) return;
      const write = (/** @type {string} */ id, /** @type {string} */ html) => {
        const place = other?.document.getElementById(id);
        if (place) place.innerHTML = html;
      };
      write("where", where);
      write("notes", slide.notes.replaceAll("<details>", "<details open>"));
      const copy = next?.sections.map((section) => section.cloneNode(true)) ?? [];
      const place = other.document.getElementById("next");
      place?.replaceChildren(...copy);
    },
  };
}
