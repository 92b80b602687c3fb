import { expect, test } from "vitest";
import { formatTable } from "../../src/output/table.js";

test("columns are aligned, two spaces apart, and no line ends with spaces", () => {
  const rows = [["KIND", "ID", "PATH"], ["project", "1", "group/app"], ["group", "1234", ""], ["x"]];
  expect(formatTable(rows)).toBe("KIND     ID    PATH\nproject  1     group/app\ngroup    1234\nx");
  expect(formatTable([])).toBe("");
});

test("colours do not count as width", () => {
  const rows = [
    ["a", "b"],
    ["long", "c"],
  ];
  const paint = (cell: string, column: number, row: number) => `<${cell}${column}${row}>`;
  expect(formatTable(rows, paint)).toBe("<a00>     <b10>\n<long01>  <c11>");
});
