// A JupyterLab extension written by hand: no bundler, no dependency, no request to anyone.
// It concerns notebooks whose metadata says {"workbook": {"autorun": true}}, and no others.
(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  const BARS = ".jp-SideBar, #jp-top-panel, #jp-menu-panel, #jp-main-statusbar";
  const LANGUAGE = "workbook-language", DEVELOPER = "workbook-developer"; // kept in the browser
  const LOOK = 2000; // ms between two looks whether the program behind a page still runs, and the wait for an answer
  const CONTROLS = ":is(.wb-form, .wb-case) :is(input, textarea, select, button:not(.wb-clear), .widget-slider)";
  const PAGES = /(^|\/)notebooks\/\d\d_\w+\.ipynb$/;
  const opened = new WeakSet();
  const arriving = new WeakSet(); // pages that were come to from another, until their heading is there
  const left = new WeakMap(); // page → what had the focus in it last
  const held = new WeakMap(); // page → what has the focus by the keys, its words and its place, to find it again
  const STOPS = ":is(a[href], button, input, select, textarea, summary):not([tabindex='-1'])";
  const TO_FILL = ".wb-form :is(input:not([type=file]), select, textarea, summary, .wb-add):not([tabindex='-1'])";
  const SETTLED = 300; // ms for a result to be drawn anew, after which what had the focus in it is taken for gone
  let goingBack = false;
  const lives = new Map(); // page → { born, heard }: the process that made it and the one that spoke last

  function activate(app) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: here + "page.css" }));
    if (!app.shell.currentChanged) return; // a plain page such as the file tree
    const look = (_, change) => {
      const panel = app.shell.currentWidget;
      makeRoom(app.shell);
      if (change?.oldValue && panel && !(goingBack && resume(panel))) arriving.add(panel), arrive(panel);
      goingBack = false;
      open(app, panel);
    };
    for (const kind of ["keydown", "dblclick"]) window.addEventListener(kind, (event) => keepKeys(app, event), true);
    window.addEventListener("beforeinput", keepInput, true);
    window.addEventListener("click", meetFiles, true);
    window.addEventListener("contextmenu", keepMenu, true);
    window.addEventListener("popstate", () => goBack(app));
    keepWatch(app);
    startProgram(app, pathOf(location));
    app.shell.currentChanged.connect(look);
    app.restored.then(() => look());
  }

  // The program of a page starts while Jupyter still lays the page out: it finds the session of that path and joins it.
  function startProgram({ serviceManager }, path) {
    if (!PAGES.test(path)) return;
    const session = { path, name: path.split("/").pop(), type: "notebook", kernel: { name: "python3" } };
    const asked = ask(serviceManager.serverSettings, "api/sessions", { method: "POST", body: JSON.stringify(session) });
    asked.catch(() => {}); // Jupyter asks again in its own time
  }

  // A page of ours stands alone; menus and panels are for developers, and are back with a page that is not ours.
  function makeRoom(shell) {
    const page = shell.currentWidget, ours = !!page?.hasClass("workbook-page") && !page.hasClass("workbook-stranger");
    const alone = ours && !localStorage.getItem(DEVELOPER);
    document.body.classList.toggle("workbook-alone", alone);
    if (alone) {
      shell.mode = "single-document";
      shell.collapseLeft?.();
      shell.collapseRight?.();
    }
    const hide = () => {
      for (const bar of within(shell)) if (bar.node.matches(BARS)) bar.setHidden(alone);
    };
    hide();
    requestAnimationFrame(hide); // a change of mode shows the side bars once more
  }

  function offerTools(app, panel) {
    const button = Object.assign(document.createElement("button"), { className: "workbook-developer", type: "button" });
    const name = () => {
      const said = SAID[speech(panel)];
      button.textContent = localStorage.getItem(DEVELOPER) ? said.toolsAway : said.tools;
    };
    button.onclick = () => {
      if (localStorage.getItem(DEVELOPER)) localStorage.removeItem(DEVELOPER);
      else localStorage.setItem(DEVELOPER, "1");
      makeRoom(app.shell);
      if (localStorage.getItem(DEVELOPER)) app.shell.mode = "multiple-document";
      name();
    };
    panel.node.addEventListener("workbook-language", name);
    (panel.content.node.querySelector(".jp-WindowedPanel-outer") ?? panel.content.node).append(button); // it scrolls along
    name();
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
    startProgram(app, panel.context.path);
    await panel.context.ready;
    if (!panel.content.model.getMetadata("workbook")?.autorun) return;
    dress(app, panel);
    makeRoom(app.shell);
    if (!(await isOurs(panel.context.model))) {
      sayNotOurs(panel); // the toolbar still offers to run it
      return makeRoom(app.shell);
    }
    passBy(panel);
    fold(panel);
    sayWaiting(panel);
    offerWayIn(panel);
    offerTools(app, panel);
    await panel.sessionContext.ready;
    keepClean(panel);
    follow(app, panel);
    await letGo(app, panel.sessionContext.session?.kernel);
    if (app.shell.currentWidget === panel) await runAll(app, panel);
    else opened.delete(panel); // run it when it is in front again
  }

  // A right click opens the browser's menu, which can paste; Jupyter's deletes cells and restarts programs.
  function keepMenu(event) {
    if (event.target.closest?.(".workbook-page") && !localStorage.getItem(DEVELOPER)) event.stopPropagation();
  }

  // Going back in the browser goes to the page whose address it shows.
  function goBack(app) {
    const path = pathOf(location);
    if (!PAGES.test(path) || app.shell.currentWidget?.context?.path === path) return;
    goingBack = true;
    app.commands.execute("docmanager:open", { path });
  }

  const pathOf = ({ pathname }) => /\/tree\/(.+)$/.exec(decodeURIComponent(pathname))?.[1];

  // What is still to be worked out says so in its place, from before its program runs.
  const waitingOf = (panel) => panel.content.widgets.filter(({ model }) =>
    model.type === "code" && !(model.getMetadata("tags") ?? []).some((tag) => PLAIN.includes(tag)));
  const sayWaiting = (panel) => waitingOf(panel).forEach((cell) => cell.addClass("workbook-waiting"));

  async function runAll(app, panel) {
    sayWaiting(panel);
    for (const cell of waitingOf(panel)) {
      const done = (_, { name, newValue }) => {
        if (name !== "executionCount" || newValue === null) return;
        cell.removeClass("workbook-waiting");
        cell.model.stateChanged.disconnect(done);
      };
      cell.model.stateChanged.connect(done);
    }
    const top = panel.content.node.querySelector(".jp-WindowedPanel-outer") ?? panel.content.node, at = top.scrollTop;
    await app.commands.execute("notebook:run-all-cells");
    for (const cell of panel.content.widgets) cell.removeClass("workbook-waiting");
    panel.content.activeCellIndex = 0;
    top.scrollTop = at; // Jupyter goes to the last cell it ran
    keepInView(panel);
    setTimeout(keepInView, SETTLED, panel);
  }

  const arriveAbove = (panel) => panel.node.querySelector(".workbook-waiting") && keepInView(panel);

  // Results that arrive above what has the focus by the keys would push it out of sight.
  function keepInView(panel) {
    const { activeElement } = document;
    if (held.get(panel)?.node === activeElement) activeElement.scrollIntoView({ block: "nearest" });
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
    note.textContent = NOT_OURS[speech(panel)];
    panel.addClass("workbook-stranger");
    panel.content.node.prepend(note);
  }

  // The code is hidden by the notebook; this removes the bars that stand for it, and the prose in the other language.
  function dress(app, panel) {
    panel.addClass("workbook-page");
    setLanguage(panel, asked(panel.content.model) ?? localStorage.getItem(LANGUAGE) ?? "zh");
    panel.node.addEventListener("focusin", ({ target }) => {
      if (!target.matches(".jp-Notebook, .jp-Cell")) left.set(panel, target), held.set(panel, placed(target));
    });
    panel.node.addEventListener("pointerdown", () => held.delete(panel), true);
    const changed = () => (nameHandles(panel.node), holdAll(panel.node), hear(app, panel), arrive(panel), keepFocus(panel), arriveAbove(panel));
    new MutationObserver(changed).observe(panel.node, { childList: true, subtree: true, attributeFilter: ["class", "disabled"] });
  }

  const speech = (panel) => (panel.node.lang === "en" ? "en" : "zh");

  function setLanguage(panel, language) {
    panel.node.lang = language === "en" ? "en" : "zh-CN";
    document.documentElement.style.setProperty("--workbook-waiting", `"${SAID[language].waiting}"`);
    for (const cell of panel.content.widgets) {
      const tags = cell.model.getMetadata("tags") ?? [], other = language === "en" ? "zh" : "en";
      cell.toggleClass("workbook-other-language", tags.includes(other) && !tags.includes(language));
    }
    panel.node.dispatchEvent(new Event("workbook-language"));
  }

  // The program says by a class which language it speaks; where that changes after the page was made, it is made again.
  function hear(app, panel) {
    const told = /wb-speaks-(zh|en)/.exec(panel.node.querySelector(".wb-case")?.className)?.[1];
    const before = panel.node.dataset.workbookSpoke;
    if (!told || told === before) return;
    panel.node.dataset.workbookSpoke = told;
    localStorage.setItem(LANGUAGE, told);
    if (told !== speech(panel)) setLanguage(panel, told);
    if (before) runAll(app, panel);
  }

  // Sections that few need are folded under their heading; a real button opens them.
  function fold(panel) {
    let section = null;
    for (const cell of panel.content.widgets) {
      const tags = cell.model.getMetadata("tags") ?? [];
      if (cell.model.type === "markdown") {
        if (!tags.includes("folded")) section = null;
        else if (tags.includes("zh") || !section) section = { cells: [], buttons: [] };
        if (section) section.buttons.push(foldButton(cell, section));
      } else if (tags.includes("end")) section = null;
      if (section) section.cells.push(cell), cell.addClass("workbook-folded");
    }
  }

  function foldButton(cell, { cells, buttons }) {
    const title = cell.model.sharedModel.getSource().split("\n")[0].replace(/^#+\s*/, "");
    const button = Object.assign(document.createElement("button"), { className: "workbook-fold", type: "button" });
    button.textContent = title;
    button.setAttribute("aria-expanded", "false");
    button.onclick = () => {
      const open = button.getAttribute("aria-expanded") === "false";
      for (const one of buttons) one.setAttribute("aria-expanded", String(open));
      for (const one of cells) one.toggleClass("workbook-unfolded", open);
    };
    cell.node.prepend(button);
    return button;
  }

  // A slider's handle is given the slider's own name; the widget library leaves it without one for a screen reader.
  function nameHandles(node) {
    for (const handle of node.querySelectorAll(".noUi-handle:not([aria-label])")) {
      const words = handle.closest(".widget-slider")?.querySelector(".widget-label")?.textContent;
      if (words) handle.setAttribute("aria-label", words);
    }
  }

  // The last cell of parameters decides, as it does when the notebook runs; mostly it leaves the language open.
  function asked(model) {
    const parameters = cellsOf(model).filter((cell) =>
      (cell.getMetadata("tags") ?? []).some((tag) => tag.endsWith("parameters")));
    const source = parameters.map((cell) => cell.sharedModel.getSource()).join("\n");
    return [...source.matchAll(/^language\b[^=]*=\s*["'](zh|en)["']/gm)].pop()?.[1];
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

  // Jupyter gives the focus to whole cells, seen or not, and takes it back to one from whatever lies outside them. Here a
  // cell has it only where it is clicked: Tab goes from field to field, and past the last of them out of the page.
  function passBy(panel) {
    for (const { node } of panel.content.widgets) {
      node.tabIndex = -1;
      Object.defineProperty(node, "tabIndex", { get: () => -1, set: () => {} });
      node.focus = () => {};
      if (node === document.activeElement) panel.content.node.focus();
    }
  }

  // Who goes back in the browser is where the page was left: at the link that led away.
  function resume(panel) {
    left.get(panel)?.focus();
    return panel.content?.node.contains(document.activeElement) && document.activeElement === left.get(panel);
  }

  // Who comes from another page by a link starts at the heading of this one; who is in a field of it already stays there.
  function arrive(panel) {
    const title = arriving.has(panel) && [...panel.node.querySelectorAll("h1")].find((one) => one.checkVisibility());
    if (!title) return;
    arriving.delete(panel);
    const { activeElement } = document;
    if (panel.content.node.contains(activeElement) && !activeElement.matches(".jp-Notebook, .jp-Cell")) return;
    title.setAttribute("tabindex", "-1");
    title.focus();
  }

  // The first stop of a page leads past the links, to the first that can be filled in or chosen, else to what it shows.
  function offerWayIn(panel) {
    const bar = panel.content.widgets.find((cell) => (cell.model.getMetadata("tags") ?? []).includes("open"));
    const isToFill = cellsOf(panel.content.model).some((cell) => /\.form\(/.test(cell.sharedModel.getSource()));
    const button = Object.assign(document.createElement("button"), { className: "workbook-skip", type: "button" });
    const name = () => (button.textContent = SAID[speech(panel)][isToFill ? "toFill" : "toSee"]);
    button.onclick = () => {
      const cells = panel.node.querySelectorAll(".wb-answer, .wb-table");
      const first = isToFill && [...panel.node.querySelectorAll(TO_FILL)].find((it) => isThere(it) && it.options?.length !== 0);
      if (!first) cells[0]?.setAttribute("tabindex", "-1");
      (first || cells[0])?.focus();
    };
    panel.node.addEventListener("workbook-language", name);
    bar?.node.prepend(button);
    name();
  }

  // What has the focus may be drawn anew or have done its work; the focus stays at its place all the same.
  const isThere = (node) => node.isConnected && !node.disabled && node.checkVisibility();
  const stopsOf = (cell) => [...cell.querySelectorAll(STOPS)].filter(isThere);
  const wordsOf = (node) => [node.tagName, node.getAttribute("aria-label") ?? node.textContent.trim(), node.getAttribute("href"),
    node.closest(".wb-line")?.parentElement.textContent.trim().slice(0, 40)].join("|").replace(/\d+/g, "#");

  function placed(node) {
    const cell = node.closest(".jp-Cell");
    return cell && { node, cell, line: node.closest(".wb-line"), words: wordsOf(node), rank: stopsOf(cell).indexOf(node) };
  }

  function keepFocus(panel) {
    const was = held.get(panel), { activeElement } = document;
    const isNowhere = [document.body, null, was?.node].includes(activeElement) || activeElement.matches(".jp-Notebook, .jp-Cell");
    if (!was || !isNowhere || panel.node.contains(document.activeElement) && isThere(was.node)) return;
    if (was.node.dataset.workbookHeld) return void (was.isHeld = true);
    if (isThere(was.node)) return was.isHeld ? was.node.focus({ preventScroll: true }) : undefined;
    const same = stopsOf(was.cell).find((it) => wordsOf(it) === was.words);
    if (same) return same.focus({ preventScroll: true });
    was.wait ??= setTimeout(() => held.get(panel) === was && (keepFocus(panel), goBeside(was)), SETTLED);
  }

  function goBeside({ node, cell, line, rank }) {
    if (isThere(node) || cell.contains(document.activeElement) && isThere(document.activeElement)) return;
    const stops = stopsOf(cell), before = (it) => node.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_PRECEDING;
    const beside = line?.isConnected ? stops.filter((it) => line.contains(it)) : [];
    (beside.filter(before).pop() ?? beside[0] ?? stops[rank] ?? stops[stops.length - 1])?.focus({ preventScroll: true });
  }

  // Jupyter's keys edit a notebook and restart its program, a double click opens its text: on a page of ours every key
  // but save belongs to the browser. Jupyter reads the mark on the node that has the focus first, so it is put there.
  function keepKeys(app, event) {
    if (!event.target.closest?.(".workbook-page")) return;
    const save = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key?.toLowerCase() === "s";
    if (save) event.preventDefault(), app.commands.execute("docmanager:save");
    if (takesBack(event)) event.preventDefault(), undoIn(event.target);
    if (save || event.type === "dblclick") event.stopPropagation();
    event.target.setAttribute("data-lm-suppress-shortcuts", "");
  }

  // Jupyter forbids a line break and an undo in every field that stands in a cell; those of a form are its own.
  function keepInput(event) {
    if (event.target.closest?.(".workbook-page")) event.stopPropagation();
  }

  // Beside a field the browser would take back the last letters of another one, out of sight.
  const takesBack = (event) => (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key?.toLowerCase() === "z"
    && !event.target.matches("input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true], .cm-content *");
  const undoIn = (node) => node.closest(".wb-form")?.querySelector(".wb-undo:not([disabled], [aria-disabled=true])")?.click();

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
  async function running(settings) {
    try {
      const answer = await ask(settings, "api/kernels", { signal: AbortSignal.timeout(LOOK) });
      return answer.ok ? new Set((await answer.json()).map(({ id }) => id)) : null;
    } catch {
      return null;
    }
  }

  function ask({ baseUrl, token, init, fetch: send }, what, told) {
    const cookie = /(?:^|; )_xsrf=([^;]+)/.exec(document.cookie)?.[1];
    const headers = { ...(token && { Authorization: `token ${token}` }), ...(cookie && { "X-XSRFToken": cookie }) };
    return send(baseUrl + what, { ...init, ...told, headers });
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
    if (held && !control[how]) (control.dataset.workbookHeld ??= "open"), (control[how] = true);
    if (held || !control.dataset.workbookHeld) return;
    control[how] = how === "disabled" && control.dataset.workbookHeld === "closed";
    delete control.dataset.workbookHeld;
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

  const PLAIN = ["parameters", "open"]; // cells that show nothing of their own, or the case alone
  const SAID = {
    zh: {
      waiting: "正在算…",
      toFill: "直接到要填的地方",
      toSee: "直接到结果",
      tools: "为开发者：显示菜单和面板",
      toolsAway: "收起菜单和面板",
      gone: "程序停了，这一页先锁住。填好的都在文件里，只有最后几秒填的可能没存上；字还在框里，可以选中复制。",
      away: "连不上程序，这一页先锁住，连上就自动打开。字还在框里，可以选中复制。如果工作簿已经关了，请重新启动它。",
      again: "重新打开这一页",
      fails: "没能重新打开，请刷新浏览器。",
      chosen: (count, size) => `选了 ${count} 个文件，合计 ${size} MB。大的要等几秒。`,
      tooMuch: (count, size, most) => `选了 ${count} 个文件，合计 ${size} MB，超过一次 ${most} MB 的上限，没有读取。请分几次选，或换小一些的文件。`,
    },
    en: {
      waiting: "Working…",
      toFill: "Straight to what is to be filled in",
      toSee: "Straight to the results",
      tools: "For developers: show menus and panels",
      toolsAway: "Put menus and panels away",
      gone: "The program stopped, so this page is locked. What you entered is in the file; only the last few seconds may be missing. The text is still in its boxes and can be copied.",
      away: "The program cannot be reached, so this page is locked; it opens by itself once it is back. The text is still in its boxes and can be copied. If the workbook was closed, please start it again.",
      again: "Open this page again",
      fails: "It could not be opened again; please reload the browser.",
      chosen: (count, size) => `${count} file(s) chosen, ${size} MB in all; large ones take some seconds`,
      tooMuch: (count, size, most) => `${count} file(s) chosen, ${size} MB in all, above the limit of ${most} MB at once; nothing was read. Please choose them in several goes, or smaller files.`,
    },
  };

  function alarm(app, panel, why) {
    const said = SAID[speech(panel)];
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
    await runAll(app, panel);
    await lookAround(app);
  }

  const plugin = { id: "workbook-autorun:plugin", autoStart: true, activate };
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["workbook-autorun"] = {
    init: () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
