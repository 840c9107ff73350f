import { SaxesParser } from 'saxes';

/** An element by its local name: whoever writes the document chooses the prefixes, and need not declare them. */
export interface XmlElement {
  readonly name: string;
  /** Local name of what the element's `type` says it is; empty without one. */
  readonly type: string;
  /** Its own text, without that of the elements inside. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Deeper and larger than any event of a switchboard. */
const MAX_DEPTH = 30;
const MAX_ELEMENTS = 2_000;

interface OpenElement extends XmlElement {
  text: string;
  readonly children: OpenElement[];
}

/**
 * Reads a document; undefined when it is none, is too deep or large, or has a document type.
 *
 * A document type is where entities are declared that fetch files or grow without end; no event needs one.
 */
export function parseXml(text: string): XmlElement | undefined {
  const document = opened('', '');
  const open = [document];
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  let elements = 0;
  parser.on('opentag', ({ name, attributes }) => {
    if (++elements > MAX_ELEMENTS || open.length > MAX_DEPTH) refuse();
    const element = opened(localName(name), typeOf(attributes));
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  return wasRead(parser, text) ? document.children[0] : undefined;

  function addText(piece: string): void {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  }
}

/** The first element of this name at any depth, the element itself included. */
export function findElement(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined || element.name === name) return element;
  for (const child of element.children) {
    const found = findElement(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function wasRead(parser: SaxesParser<{ xmlns: false }>, text: string): boolean {
  try {
    parser.write(text).close();
    return true;
  } catch {
    return false;
  }
}

/** Ends the parse, which has no other way out. */
function refuse(): never {
  throw new Error('xml refused');
}

function opened(name: string, type: string): OpenElement {
  return { name, type, text: '', children: [] };
}

function typeOf(attributes: Readonly<Record<string, string>>): string {
  const [, value] = Object.entries(attributes).find(([name]) => localName(name) === 'type') ?? [];
  return localName((value ?? '').trim());
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
