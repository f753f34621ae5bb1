// The papers of a case, each with buttons. Python says which there are (`state`) and sends one as bytes when it is asked
// for; the browser opens or saves it here. Nothing is sent anywhere else.
const make = (tag, given = {}, ...inner) => {
  const node = Object.assign(document.createElement(tag), given);
  node.append(...inner.filter(Boolean));
  return node;
};
const addressOf = (bytes, type) => URL.createObjectURL(new Blob([bytes], { type }));
const keep = (href, download) => make("a", { href, download }).click();
const inWeChat = /MicroMessenger/i.test(navigator.userAgent); // it refuses files, but shows pictures

async function render({ model: shell, el }) {
  const model = await shell.widget_manager.get_model(shell.get("papers").replace("IPY_MODEL_", ""));
  const expected = new Map(); // number of a question → what to do with the bytes
  let asked = 0;

  const ask = (message, then) => {
    expected.set(++asked, then);
    model.send({ ...message, n: asked });
  };
  const words = () => model.get("state").words;

  function hand(paper, kind, how, row) {
    const tab = how === "open" && !inWeChat ? window.open("", "_blank") : null; // only a click may open one
    const said = row.querySelector("[role=status]");
    said.textContent = words().making;
    ask({ do: "hand", paper, kind, how: tab ? how : "save" }, ({ name, mime, refused }, bytes) => {
      said.textContent = refused ?? "";
      if (refused) return tab?.close();
      const address = addressOf(bytes, mime);
      if (kind === "png" && how === "open" && (inWeChat || !tab)) return show(row, address);
      if (how === "open" && tab) return (tab.location = address);
      keep(address, name);
      said.textContent = inWeChat ? words().wechat : words().saved.replace("{name}", name);
    });
  }

  function show(row, address) {
    row.querySelector("img")?.remove();
    row.append(make("img", { src: address, alt: `${row.firstChild.textContent} ${words().picture}`, className: "wb-picture" }));
  }

  function row(paper) {
    const line = make("li", { className: "wb-paper" });
    const shown = (inWeChat ? ["png"] : ["pdf", "html", "png"]).find((kind) => paper.kinds.includes(kind));
    const { original, reading } = paper.lender ? words() : { original: "", reading: "" };
    const buttons = [
      shown && button(`${words().open}${inWeChat ? original : reading}`, () => hand(paper.id, shown, "open", line), paper.title),
      ...paper.kinds.map((kind) => button(`${words().save} ${words()[kind]}${original}`, () => hand(paper.id, kind, "save", line), paper.title)),
    ];
    line.append(make("strong", { textContent: paper.title }), make("span", { className: "wb-buttons" }, ...buttons));
    if (paper.text) line.append(chat(paper, line));
    line.append(make("span", { role: "status", className: "wb-help" }));
    return line;
  }

  function chat(paper, line) {
    const said = () => line.querySelector("[role=status]");
    const text = make("textarea", { value: paper.text, readOnly: true, rows: 6, lang: "zh-CN" });
    text.setAttribute("aria-label", paper.title);
    const copy = button(words().copy + words().forLender, async () => {
      text.select();
      const done = await navigator.clipboard?.writeText(paper.text).then(() => true, () => false);
      said().textContent = done || document.execCommand("copy") ? words().copied : words().copyByHand;
    }, paper.title);
    const code = make("details", {}, make("summary", { textContent: words().qr }));
    const picture = make("div", { innerHTML: paper.qr, className: "wb-qr" });
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", words().qrPicture.replace("{paper}", paper.title));
    code.append(make("p", { className: "wb-help", textContent: words().qrHolds }), picture);
    const read = paper.reading && make("details", { className: "wb-reading" }, make("summary", { textContent: words().inWords }), make("p", { textContent: paper.reading }));
    return make("div", { className: "wb-chat" }, text, copy, read, code);
  }

  function button(title, action, paper) {
    const made = make("button", { type: "button", textContent: title });
    if (paper) made.setAttribute("aria-label", `${title} ${paper}`);
    made.onclick = action;
    return made;
  }

  function group(title, papers, ...after) {
    const list = make("ul", { className: "wb-papers" }, ...papers.map(row));
    return papers.length ? make("section", {}, make("h3", { textContent: title }), list, ...after) : null;
  }

  // Where the borrower's own papers come first, the others wait folded; a new state leaves them as they are.
  const fold = make("details", { className: "wb-fold" });
  function later(title, papers) {
    fold.replaceChildren(make("summary", { textContent: title }), make("ul", { className: "wb-papers" }, ...papers.map(row)), zip());
    return papers.length ? fold : null;
  }

  function zip() {
    const line = make("p", { className: "wb-paper" });
    const save = button(words().folder + words().original, () => {
      line.lastChild.textContent = words().making;
      ask({ do: "folder" }, ({ name, mime, refused }, bytes) => {
        line.lastChild.textContent = refused ?? words().saved.replace("{name}", name);
        if (!refused) keep(addressOf(bytes, mime), name);
      });
    });
    line.append(save, make("span", { role: "status", className: "wb-help" }));
    return line;
  }

  const list = (lines) => make("ul", { className: "wb-files" }, ...lines.map((words) => make("li", { textContent: words })));

  // Under a heading of its own, so that it is not taken for a part of what stands above, open or folded.
  const waiting = ({ lines, words }) => lines.length
    && make("section", { className: "wb-apart" }, make("h3", { textContent: words.lines }), list(lines));

  function release(state) {
    const box = make("input", { type: "checkbox", checked: state.released });
    box.onchange = () => model.send({ do: "release", yes: box.checked });
    return make("label", { className: "wb-release" }, box, state.words.release);
  }

  // Everything is drawn anew; the focus stays on what had it, known by its paper and its words.
  const named = (it) => (it.closest(".wb-paper")?.firstChild.textContent ?? "") + it.textContent + it.type;
  function drawn() {
    const had = el.contains(document.activeElement) && named(document.activeElement);
    draw();
    if (had) [...el.querySelectorAll("button, input, summary, textarea")].find((it) => named(it) === had)?.focus();
  }

  function draw() {
    const state = model.get("state"), lender = state.papers.filter(({ lender }) => lender);
    const own = group(state.words.own, state.papers.filter(({ lender }) => !lender));
    const theirs = state.ownFirst ? later(state.words.lender, lender) : group(state.words.lender, lender, zip());
    const first = [state.first.length && list(state.first), state.held && release(state), theirs]; // read before it is sent
    const parts = state.ownFirst ? [own, ...first] : [...first, own];
    el.replaceChildren(
      ...[...parts, waiting(state)].filter(Boolean),
      make("p", {}, button(state.words.all, () => model.send({ do: "write" })),
        make("span", { role: "status", className: "wb-help", textContent: state.working })),
    );
    if (state.written.length) el.append(list(state.written));
  }

  model.on("msg:custom", (answer, buffers) => {
    expected.get(answer.n)?.(answer, buffers?.[0]);
    expected.delete(answer.n);
  });
  model.on("change:state", drawn);
  draw();
}

export default { render };
