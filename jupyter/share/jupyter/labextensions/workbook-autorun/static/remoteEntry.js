// A JupyterLab extension written by hand: no bundler, no dependency, no request to anyone.
// It concerns notebooks whose metadata says {"workbook": {"autorun": true}}, and no others.
(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  const NARROW = 760; // px; below this the file panel leaves no room for a form
  const PHONE = 600; // px; below this they leave none for a page
  const BARS = ".jp-SideBar, #jp-top-panel, #jp-menu-panel, #jp-main-statusbar";
  const LOOK = 2000; // ms between two looks whether the program behind a page still runs, and the wait for an answer
  const CONTROLS = ":is(.wb-form, .wb-case) :is(input, textarea, select, button:not(.wb-clear), .widget-slider)";
  const opened = new WeakSet();
  const lives = new Map(); // page → { born, heard }: the process that made it and the one that spoke last

  function activate(app) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: here + "page.css" }));
    if (!app.shell.currentChanged) return; // a plain page such as the file tree
    const look = () => {
      makeRoom(app.shell);
      open(app, app.shell.currentWidget);
    };
    window.addEventListener("resize", () => makeRoom(app.shell));
    for (const kind of ["keydown", "dblclick"]) window.addEventListener(kind, (event) => keepKeys(app, event), true);
    window.addEventListener("click", meetFiles, true);
    keepWatch(app);
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
    follow(app, panel);
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
    const changed = () => (nameHandles(panel.node), holdAll(panel.node));
    new MutationObserver(changed).observe(panel.node, { childList: true, subtree: true });
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

  // Jupyter's keys edit a notebook and restart its program, a double click opens its text: on a page of ours every key
  // but save belongs to the browser. Jupyter reads the mark on the node that has the focus first, so it is put there.
  function keepKeys(app, event) {
    if (!event.target.closest?.(".workbook-page")) return;
    const save = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key?.toLowerCase() === "s";
    if (save) event.preventDefault(), app.commands.execute("docmanager:save");
    if (save || event.type === "dblclick") event.stopPropagation();
    event.target.setAttribute("data-lm-suppress-shortcuts", "");
  }

  // A page hears its program speak; each process signs with a name of its own, a restarted one with a new name.
  function follow(app, panel) {
    const { sessionContext } = panel, life = {};
    lives.set(panel, life);
    // Jupyter's own box about a restart would lie over the fields; it is not shown while one was shown already.
    Object.defineProperty(panel, "_autorestarting", { get: () => true, set: () => {} });
    panel.disposed.connect(() => lives.delete(panel));
    sessionContext.iopubMessage.connect((_, { header, parent_header, content }) => {
      const ended = ["restarting", "dead"].includes(content.execution_state); // the server says so, not the program
      if (header.msg_type === "status") life.heard = ended ? null : header.session;
      const ours = parent_header.session === sessionContext.session?.kernel?.clientId;
      if (header.msg_type === "execute_input" && ours) life.born = header.session;
      if (ended) judge(app, panel, life);
    });
    sessionContext.connectionStatusChanged.connect(() => judge(app, panel, life));
  }

  async function keepWatch(app) {
    const { connectionFailure } = app.serviceManager; // its box would come back again and again over our own words
    const emit = connectionFailure.emit.bind(connectionFailure);
    connectionFailure.emit = (failure) => lives.size || emit(failure);
    document.addEventListener("visibilitychange", () => lookAround(app)); // a hidden tab looks only now and then
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      await lookAround(app);
    }
  }

  async function lookAround(app) {
    if (!lives.size) return;
    const programs = await running(app.serviceManager.serverSettings);
    for (const [panel, life] of lives) {
      const away = panel.node.dataset.workbookTrouble === "away", kernel = panel.sessionContext.session?.kernel;
      judge(app, panel, life, programs);
      if (away && programs?.has(kernel?.id) && kernel.connectionStatus !== "connected") kernel.reconnect().catch(() => {});
    }
  }

  // The programs that our own server runs, or null when it does not answer.
  async function running({ baseUrl, token, init, fetch: ask }) {
    const headers = token ? { Authorization: `token ${token}` } : {};
    try {
      const answer = await ask(`${baseUrl}api/kernels`, { ...init, headers, signal: AbortSignal.timeout(LOOK) });
      return answer.ok ? new Set((await answer.json()).map(({ id }) => id)) : null;
    } catch {
      return null;
    }
  }

  function judge(app, panel, life, programs) {
    if (life.born) lock(app, panel, trouble(panel.sessionContext.session?.kernel, life, programs));
  }

  function trouble(kernel, life, programs) {
    if (programs === null) return "away";
    if (life.heard !== life.born || (programs && !programs.has(kernel?.id))) return "gone";
    return kernel?.connectionStatus === "connected" ? "" : "away";
  }

  // Nothing can be typed where it would be lost; what was typed stays to be read and copied.
  function lock(app, panel, why) {
    if ((panel.node.dataset.workbookTrouble ?? "") === why) return;
    panel.node.dataset.workbookTrouble = why;
    holdAll(panel.node);
    panel.node.querySelector(".workbook-alarm")?.remove();
    if (why) panel.node.append(alarm(app, panel, why));
  }

  // A form that waits for a choice between two cases is held too.
  function holdAll(node) {
    const all = !!node.dataset.workbookTrouble;
    if (!all && !node.querySelector(".wb-held, [data-workbook-held]")) return;
    for (const control of node.querySelectorAll(CONTROLS)) hold(control, all || !!control.closest(".wb-held"));
  }

  function hold(control, held) {
    const text = control.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])");
    const how = text ? "readOnly" : control.matches(".widget-slider") ? "inert" : "disabled";
    if (held && !control[how]) control.dataset.workbookHeld = control[how] = true;
    if (held || !control.dataset.workbookHeld) return;
    delete control.dataset.workbookHeld;
    control[how] = false;
  }

  // A message too large for the server ends the connection and the button is dead from then on, so files are weighed first.
  // The widget library shows its file input to nobody; it is met at the moment when the button asks it for files.
  function meetFiles({ target }) {
    const button = target.closest?.(".workbook-page .widget-upload");
    if (!button) return;
    const { click } = HTMLInputElement.prototype;
    HTMLInputElement.prototype.click = function () {
      HTMLInputElement.prototype.click = click;
      this.addEventListener("change", (event) => weigh(button, event), { capture: true, once: true });
      click.call(this);
    };
  }

  function weigh(button, event) {
    const files = [...event.target.files], most = Number(/wb-most-(\d+)/.exec(button.className)?.[1] ?? Infinity);
    const size = files.reduce((sum, file) => sum + file.size, 0) / 1e6, tooMuch = size > most;
    if (tooMuch) event.stopImmediatePropagation();
    const said = SAID[button.closest(".workbook-page").lang === "en" ? "en" : "zh"];
    const words = (tooMuch ? said.tooMuch : said.chosen)(files.length, size.toFixed(1), most);
    const kind = tooMuch ? { className: "wb-error", role: "alert" } : { className: "wb-help", role: "status" };
    button.parentElement.querySelector(".workbook-size")?.remove();
    button.after(Object.assign(document.createElement("p"), kind, { textContent: words }));
    button.nextSibling.classList.add("workbook-size");
  }

  const SAID = {
    zh: {
      gone: "程序停了，这一页先锁住。填好的都在文件里，只有最后几秒填的可能没存上；字还在框里，可以选中复制。",
      away: "连不上程序，这一页先锁住，连上就自动打开。字还在框里，可以选中复制。如果工作簿已经关了，请重新启动它。",
      again: "重新打开这一页",
      fails: "没能重新打开，请刷新浏览器。",
      chosen: (count, size) => `选了 ${count} 个文件，合计 ${size} MB。大的要等几秒。`,
      tooMuch: (count, size, most) => `选了 ${count} 个文件，合计 ${size} MB，超过一次 ${most} MB 的上限，没有读取。请分几次选，或换小一些的文件。`,
    },
    en: {
      gone: "The program stopped, so this page is locked. What you entered is in the file; only the last few seconds may be missing. The text is still in its boxes and can be copied.",
      away: "The program cannot be reached, so this page is locked; it opens by itself once it is back. The text is still in its boxes and can be copied. If the workbook was closed, please start it again.",
      again: "Open this page again",
      fails: "It could not be opened again; please reload the browser.",
      chosen: (count, size) => `${count} file(s) chosen, ${size} MB in all; large ones take some seconds`,
      tooMuch: (count, size, most) => `${count} file(s) chosen, ${size} MB in all, above the limit of ${most} MB at once; nothing was read. Please choose them in several goes, or smaller files.`,
    },
  };

  function alarm(app, panel, why) {
    const said = SAID[spoken(panel.content.model)];
    const box = Object.assign(document.createElement("div"), { className: "workbook-alarm", role: "alert" });
    const words = Object.assign(document.createElement("p"), { textContent: said[why] });
    const button = Object.assign(document.createElement("button"), { textContent: said.again });
    button.onclick = async () => {
      button.disabled = true;
      await again(app, panel).catch(() => (words.textContent = said.fails));
      button.disabled = false;
    };
    box.append(words, ...(why === "gone" ? [button] : []));
    return box;
  }

  async function again(app, panel) {
    const { sessionContext } = panel, programs = await running(app.serviceManager.serverSettings);
    if (!programs?.has(sessionContext.session?.kernel?.id)) {
      await app.serviceManager.sessions.refreshRunning(); // lets go of a session that ended with its program
      await sessionContext.changeKernel({ name: sessionContext.kernelPreference.name ?? "python3" });
    }
    app.shell.activateById(panel.id);
    await app.commands.execute("notebook:run-all-cells");
    await lookAround(app);
  }

  const plugin = { id: "workbook-autorun:plugin", autoStart: true, activate };
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["workbook-autorun"] = {
    init: () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
