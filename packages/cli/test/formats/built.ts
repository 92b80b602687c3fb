// The script of the page exists only in the built package.
export { formatHtml } from "../../dist/formats/html.js";
