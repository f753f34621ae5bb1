// Which pages are the workbook's own: the digest of everything in a page that can run or show. Nothing else runs by itself.
// `make golden` writes the digests again.
const PAGES = new Set([
  "937f1f943c4ce2b44e9d3e641393607038795b4b82ac450410ab21c48ec9f8ac", // 00_start
  "b2c0fa8281eb247b0dad7597ef8efdf39c42db7919f3731c014f4c3edb67da34", // 01_situation
  "8215abd664af13f18fa8d1d8fa23358f0da4529b1ceac581aca45b35773e86c2", // 02_debts
  "cf7f7d4cfa4bf09b65106568ba6e2ce9d54bd00d90758ccf036916ffa2a6215f", // 03_pressure
  "93c0a957f53cd83f4047a1e787f1ca0893b4e902ba83e1123664a970ed9d023e", // 04_evidence
  "a5090acbc0dd33646d0c330188d31d467c7082bddb09c4bccc786ad630f7e42a", // 05_options
  "9f182b0bd0533a0a90e126ef220803444063209c7d87ff2b07b679e97d65aad2", // 06_brief
  "5055320e1d420f937da3d5b6463cb3fae738134b5719ca2995c5d0bdde6750c0", // 07_talks
  "98dc1dd91e1ef0ea00943773afac4d0f87c1eb49cd47c61a93d2576cf4e825e1", // 08_followup
]);

// What JupyterLab writes anew when it opens or saves a page, and what a reader folds, runs nothing and is left out.
const page = ({ nbformat, metadata, cells, ...rest }) => {
  const { language_info, kernelspec, ...told } = metadata;
  delete rest.nbformat_minor;
  return { ...rest, nbformat, metadata: { ...told, kernel: kernelspec?.name }, cells: cells.map(cell) };
};
const cell = ({ id, execution_count, source, metadata, ...rest }) => {
  const { trusted, execution, collapsed, "jp-MarkdownHeadingCollapsed": folded, ...told } = metadata;
  return { ...rest, metadata: told, source: [source].flat().join("").replace(/^language = "en"$/m, 'language = "zh"') };
};
const sorted = (_key, value) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, value[key]]))
    : value;

export async function digest(notebook) {
  const bytes = new TextEncoder().encode(JSON.stringify(page(notebook), sorted));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Where a browser cannot digest (a page not from this machine and not over https), no page counts as ours.
export async function ours(notebook) {
  return !!globalThis.crypto?.subtle && PAGES.has(await digest(notebook));
}
