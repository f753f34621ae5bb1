// Which pages are the workbook's own: the digest of everything in a page that can run or show. Nothing else runs by itself.
// `make golden` writes the digests again.
const PAGES = new Set([
  "5dd90a770fd63111b31d839e4c4c6e93308dad24e29c8941c7b3b1557e02ea7b", // 00_start
  "d1a22a29cbd5be1e772f28ebd9e2eded93a4a40ad4fb61c528c2cf3d8daa3da9", // 01_situation
  "871df19f8c4d24f9d0270a8e8b00f0dcf77d688edfc6541aa4bd1c422701cfac", // 02_debts
  "56badae9dfeb26e907699cb49a04fb89d0033d018ce78ebb519aff123be67b7b", // 03_pressure
  "747a011c11c4f9ff7c98f98e969221d3a234501179c24b2abb5121d51eac698f", // 04_evidence
  "c29994140b990d8554630a26d55af3773d6276201faaf49ff20e3721aef267bf", // 05_options
  "455451cbb17f12be02e03187e3b562367193fbdb9460e764ea75b3edb1203600", // 06_brief
  "8672b297995171c02d925d8c1f5d33c52915c73feaa06e646af11239dac22f4d", // 07_talks
  "e45afaf0e3b8e2d6048032c6f2e3053c3644ace4a2144c57ea726472f633f686", // 08_followup
]);

// What JupyterLab writes anew when it opens or saves a page, and what a reader folds, runs nothing and is left out.
const page = ({ nbformat, metadata, cells, ...rest }) => {
  const { language_info, kernelspec, ...told } = metadata;
  delete rest.nbformat_minor;
  return { ...rest, nbformat, metadata: { ...told, kernel: kernelspec?.name }, cells: cells.map(cell) };
};
const cell = ({ id, execution_count, source, metadata, ...rest }) => {
  const { trusted, execution, collapsed, "jp-MarkdownHeadingCollapsed": folded, ...told } = metadata;
  return { ...rest, metadata: told, source: [source].flat().join("").replace(/^language = "(zh|en)"$/m, "language = None") };
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
