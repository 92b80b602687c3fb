const trueWords = words("1 on On ON t true True TRUE T y yes Yes YES Y");
const falseWords = words("0 off Off OFF f false False FALSE F n no No NO N");

/** Converts a value to an integer, as Ruby does. Undefined if it cannot. [integer-words] */
export function toInteger(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? Math.trunc(value) + 0 : undefined;
  if (typeof value !== "string") return undefined;
  const [, sign = "", digits] = /^[ \t-\r]*([+-]?)(?:0d)?(\d+(?:_\d+)*)[ \t-\r]*$/i.exec(value) ?? [];
  return digits === undefined ? undefined : Number(`${sign}${digits.replaceAll("_", "")}`) + 0;
}

/** Converts a value to a boolean, as Grape does. Undefined if it cannot. [boolean-words] */
export function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === "object") return undefined;
  const word = String(value);
  return trueWords.has(word) ? true : falseWords.has(word) ? false : undefined;
}

/** A text, also a blank one: unlike other types, it is not absent then. [parameter-choice] */
export function toText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Whether `allow_blank: false` rejects a value: whitespace, an empty array or object, or nothing. [parameter-blank] */
export function isBlank(value: unknown): boolean {
  if (typeof value === "string") return /^[\0\p{White_Space}]*$/u.test(value);
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
