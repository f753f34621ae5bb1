// A JupyterLab extension written by hand: no bundler, no dependency, no request to anyone.
// It concerns notebooks whose metadata says {"workbook": {"autorun": true}}, and no others.
(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  const NARROW = 760; // px; below this the file panel leaves no room for a form
  const PHONE = 600; // px; below this they leave none for a page
  const BARS = ".jp-SideBar, #jp-top-panel, #jp-menu-panel, #jp-main-statusbar";
  const opened = new WeakSet();

  function activate(app) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: here + "page.css" }));
    if (!app.shell.currentChanged) return; // a plain page such as the file tree
    const look = () => {
      makeRoom(app.shell);
      open(app, app.shell.currentWidget);
    };
    window.addEventListener("resize", () => makeRoom(app.shell));
    app.shell.currentChanged.connect(look);
    app.restored.then(() => {
      if (window.innerWidth < NARROW && app.shell.collapseLeft) app.shell.collapseLeft();
      look();
    });
  }

  // On a phone the bars around a page leave it no room; they are back as soon as there is some, or another page.
  function makeRoom(shell) {
    const tight = window.innerWidth < PHONE && !!shell.currentWidget?.hasClass("workbook-page");
    for (const bar of within(shell)) if (bar.node.matches(BARS)) bar.setHidden(tight);
  }

  function* within(widget) {
    for (const part of widget.layout ?? []) {
      yield part;
      if (!part.content) yield* within(part); // not into a page
    }
  }

  async function open(app, panel) {
    if (!panel?.content?.widgets || !panel.sessionContext || opened.has(panel)) return;
    opened.add(panel);
    await panel.context.ready;
    if (!panel.content.model.getMetadata("workbook")?.autorun) return;
    dress(panel);
    makeRoom(app.shell);
    if (!(await isOurs(panel.context.model))) return sayNotOurs(panel); // the toolbar still offers to run it
    await panel.sessionContext.ready;
    keepClean(panel);
    await letGo(app, panel.sessionContext.session?.kernel);
    if (app.shell.currentWidget === panel) await app.commands.execute("notebook:run-all-cells");
    else opened.delete(panel); // run it when it is in front again
  }

  // A kernel outlives its page. What an earlier load of this page left in it is let go, unless another tab shows it.
  async function letGo(app, kernel) {
    if (!kernel) return;
    await kernel.info; // answered over our own connection, so that one is counted from here on
    const { kernels } = app.serviceManager;
    await kernels.refreshRunning();
    if ([...kernels.running()].find(({ id }) => id === kernel.id)?.connections !== 1) return;
    const code = "(lambda page: page and page.close_books())(__import__('sys').modules.get('workbook.page'))";
    await kernel.requestExecute({ code, silent: true, store_history: false }).done;
  }

  function cellsOf(model) {
    return Array.from({ length: model.cells.length }, (_, index) => model.cells.get(index));
  }

  // Jupyter's trust says who ran a page before, not who wrote it, so it decides nothing here.
  async function isOurs(model) {
    const { ours } = await import(here + "ours.js");
    return ours(model.toJSON());
  }

  const NOT_OURS = {
    zh: "这一页和工作簿自带的不一样，所以没有自动运行。先看清楚它要做什么，再按上面的“▶ 运行全部”。",
    en: "This page differs from the workbook's own, so it has not run by itself. See what it would do before you press “▶ 运行全部” above.",
  };

  // Its code can be unfolded, as on any page of Jupyter.
  function sayNotOurs(panel) {
    const note = document.createElement("p");
    note.className = "workbook-note";
    note.setAttribute("role", "status");
    note.textContent = NOT_OURS[spoken(panel.content.model)];
    panel.addClass("workbook-stranger");
    panel.content.node.prepend(note);
  }

  // The code is hidden by the notebook; this removes the bars that stand for it, and the prose in the other language.
  function dress(panel) {
    const language = spoken(panel.content.model);
    panel.addClass("workbook-page");
    panel.node.lang = language === "en" ? "en" : "zh-CN";
    for (const cell of panel.content.widgets) {
      const tags = cell.model.getMetadata("tags") ?? [];
      const other = language === "en" ? "zh" : "en";
      if (tags.includes(other) && !tags.includes(language)) cell.addClass("workbook-other-language");
    }
    new MutationObserver(() => nameHandles(panel.node)).observe(panel.node, { childList: true, subtree: true });
  }

  // A slider's handle is given the slider's own name; the widget library leaves it without one for a screen reader.
  function nameHandles(node) {
    for (const handle of node.querySelectorAll(".noUi-handle:not([aria-label])")) {
      const words = handle.closest(".widget-slider")?.querySelector(".widget-label")?.textContent;
      if (words) handle.setAttribute("aria-label", words);
    }
  }

  // The last cell of parameters decides, as it does when the notebook runs.
  function spoken(model) {
    const parameters = cellsOf(model).filter((cell) =>
      (cell.getMetadata("tags") ?? []).some((tag) => tag.endsWith("parameters")));
    const source = parameters.map((cell) => cell.sharedModel.getSource()).join("\n");
    return [...source.matchAll(/^language\b[^=]*=\s*["'](zh|en)["']/gm)].pop()?.[1] ?? "zh";
  }

  // What a run shows is never written, so a page whose text nobody edited has nothing to save and asks nothing on closing.
  function keepClean(panel) {
    const { context, content, sessionContext } = panel;
    const source = () => cellsOf(content.model).map((cell) => cell.sharedModel.getSource()).join("\0");
    const before = source();
    const clean = () => {
      if (context.model.dirty && source() === before) context.model.dirty = false;
    };
    sessionContext.statusChanged.connect(clean);
    context.model.stateChanged.connect((_, change) => {
      if (change.name === "dirty" && change.newValue) queueMicrotask(clean); // a result was redrawn
    });
  }

  const plugin = { id: "workbook-autorun:plugin", autoStart: true, activate };
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["workbook-autorun"] = {
    init: () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
