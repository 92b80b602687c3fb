import { isIP } from "node:net";

/** The hosts that requests may name, besides the loopback addresses. */
export interface AllowedHosts {
  /** The host given as an option. */
  readonly host: string;
  /** The address that the server listens on. */
  readonly address: string;
  /** Further hosts. A host without a port allows all ports. */
  readonly allowHosts: readonly string[];
}

/**
 * Whether a request may name this host. In an attack by DNS rebinding, a web page gives its own host name the fixture's address:
 * for the browser, the fixture then has the origin of the page. So the host has to be an address or a name of the fixture. Its
 * port does not matter: a proxy or a container in front of the fixture has another one.
 */
export function isAllowedHost(url: URL, { host, address, allowHosts }: AllowedHosts): boolean {
  const name = toName(url.hostname);
  const isNamed = allowHosts.some((allowed) => {
    const other = new URL(`http://${allowed}`);
    return other.port === "" ? toName(other.hostname) === name : other.host === url.host;
  });
  if (isNamed) return true;
  return (
    isLoopback(name) ||
    [host, address].map(normalize).includes(name) ||
    // An address cannot be rebound. It is not known here if a container publishes the port.
    (isWildcard(address) && isIP(name) > 0)
  );
}

/** Whether other machines can connect to an address. A name is assumed to be reachable, unless it is `localhost`. */
export function isExposed(host: string): boolean {
  return !isLoopback(normalize(host));
}

/** The host of a URL at which a server that listens on `address` can be reached. */
export function toReachableHost(address: string): string {
  if (isWildcard(address)) return isIP(address) === 6 ? "[::1]" : "127.0.0.1";
  return isIP(address) === 6 ? `[${address}]` : address;
}

/** Whether a value is a host name or an address, optionally with a port. An IPv6 address has brackets. */
export function isHost(value: string): boolean {
  const pattern = /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i;
  return pattern.test(value) && URL.canParse(`http://${value}`);
}

function isWildcard(address: string): boolean {
  return address === "0.0.0.0" || address === "::";
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name === "::1" || /^127(\.\d+){3}$|^::ffff:7f[\da-f]{2}:/.test(name);
}

/** Gives a name or an address the form that it has in a URL, without brackets. */
function normalize(host: string): string {
  const inUrl = isIP(host) === 6 ? `[${host}]` : host;
  return toName(URL.parse(`http://${inUrl}`)?.hostname ?? host);
}

/** The name in lower case, without the brackets of an IPv6 address and the dot of a fully qualified name. */
function toName(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
}
