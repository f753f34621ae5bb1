// A section of the case as plain HTML. Python describes it once (`form`) and says after each message what stands in it
// (`state`); what is done here goes there as numbered messages. What Python has not answered yet is kept in this tab.
const SOON = 1500; // ms without an answer after which it is said that nothing is saved yet
const AGAIN = 5000; // ms without an answer after which a message is sent once more; Python takes each number once
const KEPT = "workbook/";
const MOST_PASSED = 300; // texts a field passed through that are told of: one of them may have been saved
const FIELDS = "input:not([tabindex]), select, textarea";
const here = crypto.getRandomValues(new Uint32Array(1))[0].toString(16); // several forms, and several pages, stand in one document
let ids = 0;
let numbers = Date.now() * 1000;

const make = (tag, given = {}, ...inner) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  if (node.matches("input, select, textarea, button, summary")) node.setAttribute("data-lm-suppress-shortcuts", "");
  node.append(...inner);
  return node;
};
const filled = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name]);
const put = (node, words) => node.textContent !== words && (node.textContent = words);
const shown = (rows) => (rows ?? []).filter((row) => !row.archived);
const isEmpty = (value) => value === undefined || value === null || value === "" || Object.keys(value).length === 0;
const held = (value) => (Array.isArray(value) && value[0]?.id ? shown(value).length : Number(!isEmpty(value)));

// The tree has the shape of the section's JSON; a row is found by its id.
const child = (holder, step) => (Array.isArray(holder) ? holder.find((row) => row.id === step) : holder?.[step]);
const look = (tree, path) => path.reduce(child, tree);

function apply(tree, { path, add, value, before }) {
  let holder = tree;
  const steps = add ? path : path.slice(0, -1), last = path[path.length - 1];
  for (const [n, step] of steps.entries()) {
    if (child(holder, step) === undefined && !Array.isArray(holder)) holder[step] = add && n === steps.length - 1 ? [] : {};
    holder = child(holder, step);
    if (holder === undefined) return; // a row that is gone stays gone
  }
  if (add) child(holder, add) ?? holder.push({ id: add });
  else if (Array.isArray(holder)) holder.splice(holder.indexOf(child(holder, last)), child(holder, last) ? 1 : 0);
  else if (before !== undefined && value !== "") holder[last] = value;
  else delete holder[last];
}

async function render({ model, el }) {
  const said = await model.widget_manager.get_model(model.get("said").replace("IPY_MODEL_", ""));
  const { root, parts, name, words } = model.get("form");
  let state = {}, tree = {}, unsent = [], composing = null, view = null, at = null;
  let last, pressed; // the number of the last message; the press that waits for its answer

  // What is not answered yet: one entry a message, in this tab's own store -------------------------------------------
  const prefix = () => `${KEPT}${state.case}/${name}/`;
  const stored = (start) => Object.keys(sessionStorage).filter((key) => key.startsWith(start));
  const keep = (message) => attempt(() => sessionStorage.setItem(prefix() + message.n, JSON.stringify(message)));
  const drop = ({ n }) => attempt(() => sessionStorage.removeItem(prefix() + n));
  const attempt = (work) => {
    try {
      return work();
    } catch {} // a store that is full or closed, a connection that is gone
  };
  const post = (message) => attempt(() => model.send(message));

  // Each message names the one before it, so that none is taken while that one is still on its way.
  function tell(message) {
    const numbered = { ...message, n: ++numbers, case: state.case, after: last };
    last = numbered.n;
    if (message.do === "change") {
      const waits = supersede(numbered);
      unsent.push({ since: Date.now(), ...waits });
      keep(waits);
      message.steps.forEach((step) => apply(tree, step));
      if (message.steps.length > 1 || message.steps[0].value === undefined) update(); // a text stands there already
    } else pressed = { n: numbered.n, control: document.activeElement };
    put(note, "");
    post(numbered);
  }

  // Of the texts of one field only the newest waits. It says what stood there before all of them, and what in between.
  const isText = ({ steps }) => steps.length === 1 && steps[0].before !== undefined;
  function supersede(message) {
    const [step] = message.steps, place = String(step.path);
    const former = isText(message) && unsent.findLast((one) => !isText(one) || String(one.steps[0].path) === place);
    if (!former || !isText(former)) return message;
    drop(former);
    unsent.splice(unsent.indexOf(former), 1);
    const [{ before, passed = [] }] = former.steps;
    const between = [...passed, step.before].slice(-MOST_PASSED);
    return { ...message, since: former.since, steps: [{ ...step, before, passed: between }] };
  }

  function answered() {
    const [heard, left] = [true, false].map((is) => unsent.filter(({ n }) => state.heard.includes(n) === is));
    heard.forEach(drop);
    unsent = left;
  }

  function bringBack() {
    const left = attempt(() => stored(prefix()).map((key) => JSON.parse(sessionStorage[key]))) ?? [];
    unsent = left.sort((one, other) => one.n - other.n).map((message) => ({ ...message, since: Date.now() }));
    sendAgain();
    if (unsent.length) put(note, words.restored);
  }

  function forget() {
    attempt(() => stored(KEPT).forEach((key) => sessionStorage.removeItem(key)));
    unsent = [];
    last = undefined;
    hear();
  }

  function lookAfter() {
    const now = Date.now(), late = unsent.filter(({ since }) => now - since > SOON);
    if (late.length && !waiting.firstChild) {
      const clear = make("button", { type: "button", className: "wb-clear", textContent: words.clear, onclick: forget });
      waiting.append(make("span", { textContent: words.waiting }), clear);
    }
    if (!late.length) waiting.replaceChildren();
    if (!unsent.some(({ since }) => now - since > AGAIN)) return;
    sendAgain();
    for (const message of unsent) message.since = now - SOON - 1;
  }

  function sendAgain() {
    unsent.forEach(({ since, ...message }, n) => post({ ...message, after: unsent[n - 1]?.n }));
    last = unsent[unsent.length - 1]?.n ?? last;
  }

  // The form ---------------------------------------------------------------------------------------------------------
  const button = (label, className, onclick) => make("button", { type: "button", className, textContent: label, onclick });
  // A control that the page holds stays held; what the form wants of it is kept for the moment when the page lets go.
  const close = (control, closed) => {
    if (control.dataset.workbookHeld && !control.readOnly) control.dataset.workbookHeld = closed ? "closed" : "open";
    else if (control.disabled !== closed) control.disabled = closed;
  };
  const undo = button(words.undo, "wb-undo", () => tell({ do: "undo" }));
  const saved = make("span", { className: "wb-saved", role: "status", tabIndex: -1 });
  const failed = make("span", { className: "wb-error", role: "alert" });
  const working = make("span", { className: "wb-saved", role: "status" });
  const note = make("span", { className: "wb-saved", role: "status" });
  const waiting = make("p", { className: "wb-waiting", role: "status" });
  const wrong = make("div"), choices = make("div"), body = make("div");
  const foot = make("div", { className: "wb-foot" }, undo, saved, failed, working, note);
  el.append(wrong, choices, body, waiting, foot);

  function hear() {
    const former = state.case;
    state = said.get("state");
    if (former !== state.case) last = undefined, bringBack();
    else answered();
    tree = structuredClone(state.tree);
    for (const { steps } of unsent) steps.forEach((step) => apply(tree, step));
    const rested = document.activeElement;
    update();
    answerPress(rested);
  }

  // Who pressed a button stays there or goes where its answer points; who has gone on meanwhile is left alone.
  function answerPress(rested) {
    if (!pressed || !state.heard.includes(pressed.n)) return;
    const { control } = pressed, stayed = [control, document.body].includes(document.activeElement) || rested === control;
    pressed = null;
    if (!stayed) return;
    if (state.pointed) return goTo(state.pointed);
    const next = control === undo && !state.undo ? saved : control.checkVisibility() ? control : control.closest("details")?.firstChild;
    next?.focus({ preventScroll: true });
    (next === saved ? foot : next)?.scrollIntoView({ block: "nearest" });
  }

  function goTo(place) {
    const field = [...el.querySelectorAll("[data-at]")].find((one) => one.dataset.at === place);
    for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const asked = [...choices.children].find((one) => one.dataset.at === place);
    const control = (asked ?? field)?.querySelector(asked ? "button" : FIELDS);
    control?.focus({ preventScroll: true });
    (asked ?? field)?.scrollIntoView({ block: "center" });
  }

  function update() {
    if (at !== String([state.case, state.at])) {
      at = String([state.case, state.at]);
      view = part(root, state.at);
      body.replaceChildren(view.node);
    }
    view.update();
    const left = !state.undo && undo === document.activeElement;
    close(undo, !state.undo);
    if (left) saved.focus({ preventScroll: true }); // the button goes when nothing is left to undo
    put(saved, state.status.wrong ? "" : state.status.words);
    put(failed, state.status.wrong ? state.status.words : "");
    const above = JSON.stringify([state.wrong, state.choices]);
    if (above === wrong.dataset.above) return;
    wrong.dataset.above = above;
    wrong.replaceChildren(...state.wrong.map((line) => make("p", { className: "wb-error", role: "alert", textContent: line })));
    choices.replaceChildren(...state.choices.map(choice));
  }

  function choice({ path, words: question }) {
    const decide = (mine) => () => tell({ do: "decide", path, mine });
    return make("div", { className: "wb-choice", "data-at": path.join("/") }, make("p", { className: "wb-error", role: "alert", textContent: question }),
      button(words.mine, "", decide(true)), button(words.theirs, "", decide(false)));
  }

  // A part: its first group of fields open, the others folded and drawn when they are opened --------------------------
  function part(type, path) {
    const [first, ...rest] = parts[type].groups;
    const node = make("div", { className: "wb-part" }), grid = make("div", { className: "wb-grid" });
    if (first?.title) node.append(make("p", { className: "wb-group", textContent: first.title }));
    const views = [...drawn(grid, first?.fields ?? [], path), ...rest.map((group) => folded(group, path))];
    node.append(grid, ...views.filter((one) => one.fold).map((one) => one.node));
    return { node, update: () => views.forEach((one) => one.update()) };
  }

  function drawn(grid, fields, path) {
    const kinds = { part: nested, rows, grid: table };
    return fields.map((spec) => {
      const one = (kinds[spec.kind] ?? field)(spec, [...path, spec.name]);
      one.node.classList.toggle("wb-wide", !!spec.wide);
      grid.append(one.node);
      return one;
    });
  }

  function folded(group, path) {
    const inside = make("div", { className: "wb-grid" }), count = make("span", { className: "wb-help" });
    const node = make("details", { className: "wb-fold" }, make("summary", {}, make("span", { textContent: group.title }), count), inside);
    const inner = opening(node, () => drawn(inside, group.fields, path));
    let told = null;
    const update = () => {
      const at = group.fields.map((spec) => [...path, spec.name]), now = at.reduce((sum, one) => sum + held(look(tree, one)), 0);
      put(count, now ? filled(words.told, { count: now }) : "");
      if (told === 0 && now) node.open = true; // filled in from elsewhere: in sight; who folds it away keeps it so
      told = now;
      inner(at.map((one) => one.join("/")), isAsked(group.fields, path));
    };
    return { node, update, fold: true };
  }

  // A field in the row that is talked about that is empty and asked for by its name.
  const isAsked = (fields, path) => (path[0] !== "loans" || path[1] === (tree.main ?? shown(tree.loans)[0]?.id))
    && fields.some((spec) => said.get("asked").includes(spec.label) && isEmpty(look(tree, [...path, spec.name])));

  // What is folded is drawn when it is opened, and opens by itself where something in it is wrong or asked for.
  function opening(node, draw) {
    let views = null, wrong = false, asked = false;
    const open = () => (views ??= draw()).forEach((one) => one.update());
    node.firstChild.addEventListener("click", open); // drawn before the next key; the browser tells of it later
    node.addEventListener("toggle", () => node.open && open());
    return (keys, wanted) => {
      const isWrong = Object.keys(state.errors).some((key) => keys.some((one) => `${key}/`.startsWith(`${one}/`)));
      if ((isWrong && !wrong) || (wanted && !asked)) node.open = true;
      [wrong, asked] = [isWrong, wanted];
      if (node.open || views) open();
    };
  }

  function nested(spec, path) {
    const inner = part(spec.part, path);
    if (spec.headed) inner.node.prepend(heading(spec));
    return inner;
  }

  function heading({ label, help, headed }) {
    const node = make("p", { className: "wb-rows-title" }, headed ? `${label} ` : "");
    if (help) node.append(make("span", { className: "wb-help", textContent: help }));
    return node;
  }

  // A list: rows as cards, or as a sheet of figures -------------------------------------------------------------------
  function list(spec, path, draw, holder, wanted = () => shown(look(tree, path)).map((row) => row.id)) {
    const cards = new Map(), add = button(spec.add, "wb-add", () => focusOn(addRow()));
    const node = make("div", { role: "group", "aria-label": spec.label, className: "wb-rows" }, heading(spec));

    function addRow() {
      const row = crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, "0");
      tell({ do: "change", steps: [{ path, add: row }] });
      return row;
    }
    function remove(row) {
      const place = wanted().indexOf(row), left = wanted().filter((other) => other !== row);
      tell({ do: "change", steps: [{ path: [...path, row] }] });
      const next = cards.get(left[Math.min(place, left.length - 1)])?.node;
      (next?.querySelector("summary") ?? next ?? add).focus();
    }
    const focusOn = (row) => cards.get(row)?.node.querySelector(FIELDS)?.focus();
    const one = { add, cards, wanted, addRow, remove, focusOn, node };
    one.update = () => {
      const rows = wanted();
      for (const [row, card] of cards) if (!rows.includes(row)) card.node.remove(), cards.delete(row);
      rows.forEach((row, n) => {
        if (!cards.has(row)) cards.set(row, draw(one, [...path, row], row));
        const card = cards.get(row);
        if (holder.children[n] !== card.node) holder.insertBefore(card.node, holder.children[n] ?? null);
        card.update(n + 1);
      });
      one.isDrawn = true;
    };
    return one;
  }

  function rows(spec, path) {
    const holder = make("div"), one = list(spec, path, (own, at, row) => card(spec, own, at, row), holder);
    const note = make("p", { className: "wb-error", role: "status" });
    one.node.append(holder, one.add);
    holder.addEventListener("paste", (event) => refuse(event, spec, note));
    holder.addEventListener("input", () => put(note, ""));
    return one;
  }

  // A whole table fits into no one field of a row: it is said what a row holds.
  function refuse(event, spec, note) {
    if (event.defaultPrevented || !event.target.matches("input") || !pasted(event).includes("\t")) return;
    event.preventDefault();
    event.target.closest(".wb-grid").before(note);
    put(note, `${words.onecell} · ${spec.expects}`);
  }

  // A row that stood there before comes folded, with what it is in its heading, unless it is the only one.
  function card(spec, own, path, row) {
    const title = make("summary", { className: "wb-card-title", id: `wb-${here}-${++ids}` });
    const head = make("div", { className: "wb-card-head" });
    const inside = make("div", { role: "group" }, head);
    inside.setAttribute("aria-labelledby", title.id);
    const node = make("details", { className: "wb-card" }, title, inside); // with a tabIndex of -1 Tab would pass it by
    const remove = button("", "wb-remove", () => own.remove(row));
    const settle = button(words.settle, "wb-add", () => tell({ do: "settle", id: row }));
    const isLog = parts[spec.part].log;
    head.append(isLog ? settle : remove);
    head.classList.toggle("wb-settle", isLog); // what is for good stands at the end, after everything was read
    const inner = opening(node, () => {
      const drawn = part(spec.part, path);
      inside.append(drawn.node, ...(isLog ? [head] : []));
      return [drawn];
    });
    node.open = own.isDrawn || own.wanted().length === 1;
    const update = (n) => {
      put(title, [filled(words.row, { n }), ...gist(spec.part, path)].join(" · "));
      put(remove, filled(words.remove, { n }));
      const left = settle === document.activeElement;
      settle.hidden = isSettled(path);
      if (left && settle.hidden) title.focus(); // it is written down: the button has done its work
      inner([path.join("/")], isAsked(parts[spec.part].groups.flatMap((group) => group.fields), path));
    };
    return { node, update };
  }

  const offered = (spec) => (spec.kind === "refer" ? state.options[spec.name] : spec.choices) ?? [];

  // What a row is, in its own words: its name, else the first two short things told of it.
  function gist(type, path) {
    const called = look(tree, [...path, "name"]);
    if (called) return [called];
    const told = parts[type].groups.flatMap((group) => group.fields).map((spec) => [spec, look(tree, [...path, spec.name])]);
    const short = told.filter(([spec, value]) => typeof value === "string" && value && spec.kind !== "long");
    return short.slice(0, 2).map(([spec, value]) => offered(spec).find(([one]) => one === value)?.[1] ?? value);
  }

  function table(spec, path) {
    const fields = parts[spec.part].groups.flatMap((group) => group.fields), body = make("tbody");
    const one = list(spec, path, (own, at, row) => line(fields, own, at, row), body, inOrder(path));
    const heads = fields.map((f) => make("th", { scope: "col" }, f.label, make("span", { className: "wb-help", textContent: ` ${f.help}` })));
    const head = make("thead", {}, make("tr", {}, make("td"), ...heads, make("td")));
    const note = make("p", { className: "wb-help", role: "status" }), expects = make("p", { className: "wb-help" });
    one.node.append(make("div", { className: "wb-sheet" }, make("table", {}, head, body)), note, expects, one.add);
    body.addEventListener("keydown", (event) => move(event, one));
    body.addEventListener("paste", (event) => paste(event, one, path, fields, note));
    const drawRows = one.update;
    one.update = () => {
      drawRows();
      const wrong = Object.keys(state.errors).some((key) => key.startsWith(`${path.join("/")}/`));
      put(expects, wrong ? spec.expects : "");
    };
    return one;
  }

  // The months before the case's own day stand ready; one is made when something is written in it. All are in order when
  // they are first drawn; after that none changes its place while somebody types in it.
  function inOrder(path) {
    let order = null;
    const month = (row) => look(tree, [...path, row, "month"]) ?? laidMonth([...path, row]) ?? "~";
    return () => {
      const rows = shown(look(tree, path)).map((row) => row.id);
      const all = path[0] === "months" ? [...rows, ...laid().filter((row) => !rows.includes(row))] : rows;
      if (order) return (order = [...order.filter((row) => all.includes(row)), ...all.filter((row) => !order.includes(row))]);
      return (order = path[0] === "months" ? all.sort((a, b) => month(a).localeCompare(month(b))) : all);
    };
  }

  const laid = () => state.laid.map((month) => `m${month.replace("-", "")}`);
  const laidMonth = (path) => (path[0] === "months" && !look(tree, path.slice(0, 2)) && laid().includes(path[1])
    ? `${path[1].slice(1, 5)}-${path[1].slice(5)}` : undefined);

  function line(fields, own, path, row) {
    const views = fields.map((spec) => field({ ...spec, cell: true }, [...path, spec.name]));
    const number = make("th", { scope: "row" }), remove = button("×", "wb-remove", () => own.remove(row));
    const node = make("tr", { tabIndex: -1 }, number, ...views.map((one) => one.node), make("td", {}, remove));
    const update = (n) => {
      put(number, String(n));
      remove.setAttribute("aria-label", filled(words.remove, { n }));
      remove.hidden = !look(tree, path);
      node.classList.toggle("wb-laid", remove.hidden);
      views.forEach((one) => one.update(filled(words.row, { n })));
    };
    return { node, update };
  }

  function move(event, own) {
    const step = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey) ? -1 : ["ArrowDown", "Enter"].includes(event.key) ? 1 : 0;
    const cell = event.target.closest("td");
    if (!step || event.isComposing || !event.target.matches("input")) return;
    event.preventDefault();
    const row = cell.parentElement, column = cell.cellIndex;
    if (event.key === "Enter" && step > 0 && !row.nextSibling) own.addRow();
    const input = (step > 0 ? row.nextSibling : row.previousSibling)?.cells[column].querySelector("input");
    input?.focus();
    input?.select();
  }

  const pasted = (event) => event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const MARKS = /[;；、，|]|,(?!\d{3}(?:\D|$))/; // as in a list of notes: no comma of thousands

  // A block of cells from a spreadsheet lands from the cell with the focus on, to the right and down.
  function paste(event, own, path, fields, note) {
    const block = pasted(event), cell = event.target.closest("td");
    if (!/[\t\n]/.test(block) || !cell) return;
    event.preventDefault();
    const between = block.includes("\t") ? "\t" : MARKS;
    let lines = block.split("\n").map((text) => text.split(between).map((one) => one.trim()));
    const headed = lines.length > 1 && !/\d/.test(lines[0].join(""));
    if (headed) lines = lines.slice(1);
    const column = cell.cellIndex - 1, most = fields.length - column, width = Math.max(...lines.map((one) => one.length));
    const rows = own.wanted(), first = rows.indexOf([...own.cards].find(([, one]) => one.node === cell.parentElement)[0]);
    const steps = lines.flatMap((texts, n) => {
      const row = rows[first + n] ?? crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, "0");
      const made = look(tree, [...path, row]) ? [] : begin([...path, row]);
      return [...made, ...texts.slice(0, most).map((value, k) => set([...path, row, fields[column + k].name], value))];
    });
    tell({ do: "change", steps });
    const names = fields.slice(column, column + Math.min(width, most)).map((spec) => spec.label).join(words.and);
    const told = [filled(words.pasted, { rows: lines.length, columns: Math.min(width, most), names })];
    if (headed) told.push(words.headings);
    if (width > most) told.push(filled(words.toowide, { columns: width - most }));
    put(note, told.join(" · "));
  }

  // One field: a label above, the control, a note below with what is wrong, how it is read, or help ----------------------
  const set = (path, value) => ({ path, value, before: look(tree, path) ?? "" });
  const begin = (row) => {
    const month = laidMonth(row), added = [{ path: row.slice(0, -1), add: row[row.length - 1] }];
    return month ? [...added, { path: [...row, "month"], value: month, before: "" }] : added;
  };
  const change = (path, value) => {
    const row = laidMonth(path) ? begin(path.slice(0, 2)) : [];
    tell({ do: "change", steps: [...row, set(path, value)] });
  };
  const isSettled = (path) => state.settled.includes(path.slice(0, 2).join("/"));

  function field(spec, path) {
    const id = `wb-${here}-${++ids}`, key = path.join("/");
    const note = make("p", { id: `${id}-note`, className: "wb-help" });
    const control = (controls[spec.kind] ?? typed)(spec, id, (value) => change(path, value));
    const label = control.group ? make("legend", { textContent: spec.label }) : make("label", { htmlFor: id, textContent: spec.label });
    const node = spec.cell ? make("td", { "data-label": spec.label }, control.node, note)
      : make(control.group ? "fieldset" : "div", { className: "wb-field" }, label, control.node, note);
    node.dataset.at = key;
    const update = (row = "") => {
      const value = look(tree, path) ?? (spec.name === "month" ? laidMonth(path) : undefined) ?? "";
      if (composing !== control.input) control.set(value);
      const error = state.errors[key], warned = state.warned[key];
      const below = error ?? warned ?? state.read[key] ?? (spec.cell ? "" : spec.help);
      if (note.textContent !== below || node.classList.contains("wb-wrong") === !error) {
        note.className = error ? "wb-error" : warned ? "wb-warned" : "wb-help";
        error || warned ? note.setAttribute("role", "alert") : note.removeAttribute("role");
        put(note, below);
        node.classList.toggle("wb-wrong", !!error);
        control.input.setAttribute("aria-invalid", String(!!error));
        below ? control.input.setAttribute("aria-describedby", note.id) : control.input.removeAttribute("aria-describedby");
      }
      if (spec.cell) control.input.setAttribute("aria-label", filled(words.cell, { field: spec.label, row }));
      const closed = isSettled(path);
      for (const one of control.all) close(one, closed);
    };
    return { node, update };
  }

  function typed(spec, id, changed) {
    const input = spec.kind === "long" ? make("textarea", { id }) : make("input", { id, type: "text", autocomplete: "off" });
    const modes = { money: "decimal", rate: "decimal", count: "numeric", monthday: "numeric" };
    if (modes[spec.kind]) input.inputMode = modes[spec.kind];
    if (spec.kind === "day" && !spec.cell) input.placeholder = words.day;
    const read = () => composing !== input && changed(input.value);
    input.addEventListener("compositionstart", () => (composing = input));
    input.addEventListener("compositionend", () => ((composing = null), read()));
    input.addEventListener("input", read);
    if (spec.name === "name") input.addEventListener("focus", () => input.select()); // a name that stood there gives way
    const set = (value) => input.value !== String(value) && (input.value = value);
    const beside = spec.cell || spec.small ? [] : { money: [tenThousand], day: [picker] }[spec.kind] ?? [];
    const helpers = beside.flatMap((one) => one(input, changed, spec.label));
    const node = helpers.length ? make("div", { className: "wb-beside" }, input, ...helpers) : input;
    return { node, input, all: [input, ...helpers], set };
  }

  // 万 stands on no number keyboard. A touch leaves the focus in the field, so that the keyboard of a phone stays open.
  // On a desk w writes it: a stop for Tab beside each sum would double the way through a list of sums.
  function tenThousand(input, changed, label) {
    const press = () => {
      const bare = input.value.trim();
      input.value = /万/.test(bare) ? bare.replace("万", "") : bare && `${bare}万`;
      input.focus();
      changed(input.value);
    };
    input.setAttribute("aria-keyshortcuts", "w");
    input.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "w" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || input.readOnly) return;
      event.preventDefault();
      press();
    });
    const named = filled(words.tool, { tool: "", field: label });
    return [make("button", { type: "button", className: "wb-tool", tabIndex: -1, title: words.tenthousandkey, onclick: press,
      onmousedown: (event) => event.preventDefault() },
      words.tenthousand, make("span", { className: "wb-unseen", textContent: named }))];
  }

  function picker(input, changed, label) {
    const date = make("input", { type: "date", tabIndex: -1, className: "wb-date", "aria-hidden": "true" });
    const open = () => {
      date.value = /^\d{4}-\d{2}-\d{2}$/.test(input.value) ? input.value : "";
      date.showPicker?.();
    };
    date.addEventListener("change", () => date.value && ((input.value = date.value), changed(date.value)));
    const named = filled(words.tool, { tool: words.pick, field: label });
    return [make("button", { type: "button", className: "wb-tool wb-pick", title: words.pick, onclick: open },
      make("span", { className: "wb-unseen", textContent: named })), date];
  }

  const option = ([value, text]) => make("option", { value: String(value), textContent: text });

  // A drop-down cuts what is longer than itself, so the chosen words lie over it, in as many lines as they need.
  // Where there is just one loan a row is about that one, and nothing else is offered.
  function choose(spec, id, changed) {
    const input = make("select", { id }), chosen = make("span", { className: "wb-chosen", "aria-hidden": "true" });
    const given = () => (spec.kind === "refer" && state.given[spec.name]) || "";
    let list = "";
    const offer = (value) => {
      const there = offered(spec), other = value !== "" && !there.some(([one]) => one === value);
      const blank = given() ? [] : [["", there.length ? words.unknown : words.none]];
      const all = [...blank, ...there, ...(other ? [[value, String(value)]] : [])];
      if (JSON.stringify(all) === list) return;
      list = JSON.stringify(all);
      input.replaceChildren(...all.map(option));
    };
    const show = () => put(chosen, input.selectedOptions[0]?.textContent ?? "");
    input.addEventListener("change", () => {
      changed(offered(spec).find(([one]) => String(one) === input.value)?.[0] ?? "");
      show();
    });
    const set = (told) => {
      const value = told === "" ? given() : told;
      offer(value);
      if (input.value !== String(value)) input.value = String(value);
      show();
    };
    return { node: make("div", { className: "wb-choose" }, input, chosen), input, all: [input], set };
  }

  function several(spec, id, changed) {
    const boxes = spec.choices.map(([value]) => make("input", { type: "checkbox", value, id: `${id}-${value}` }));
    const lines = spec.choices.map(([, text], n) => make("label", { className: "wb-check" }, boxes[n], text));
    const node = make("div", { id }, ...lines);
    node.addEventListener("change", () => {
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      changed(chosen.length ? chosen : "");
    });
    const set = (value) => boxes.forEach((box) => (box.checked = (value || []).includes(box.value)));
    return { node, input: node, all: boxes, set, group: true };
  }
  const controls = { choice: choose, refer: choose, several };

  hear();
  said.on("change:state", hear, el);
  said.on("change:asked", () => view.update(), el);
  said.on("change:working", () => put(working, said.get("working")), el);
  said.on("change:held", () => el.classList.toggle("wb-held", said.get("held")), el);
  const clock = setInterval(lookAfter, 500);
  return () => (clearInterval(clock), said.off(null, null, el));
}

export default { render };
