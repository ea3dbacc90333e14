import { SaxesParser } from 'saxes';
import { damagedWorkbook, workbookFault } from './workbook-fault.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Handles the elements of a part. Names of elements have no namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * The maximum length of a name, text or comment, because the parser keeps it in memory. No workbook has longer ones.
 */
const MAX_TOKEN_LENGTH = 4_000_000;

/** Parses XML in chunks. Throws UserError `workbook_damaged`. */
export class XmlParser {
  readonly #parser = new SaxesParser({ position: false });
  #decoder: TextDecoder | undefined;
  #lengthSinceToken = 0;

  constructor(handler: XmlHandler) {
    const names = new Map<string, string>();
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#lengthSinceToken = 0;
      handler.open(localName(name, names), attributes as Attributes);
    });
    this.#parser.on('closetag', ({ name }) => {
      this.#lengthSinceToken = 0;
      handler.close(localName(name, names));
    });
    const onText = (text: string) => {
      this.#lengthSinceToken = 0;
      handler.text(text);
    };
    this.#parser.on('text', onText);
    this.#parser.on('cdata', onText);
    // A DOCTYPE is refused, because its entities could multiply, and because Office writes none.
    this.#parser.on('doctype', () => {
      throw damagedWorkbook();
    });
  }

  write(chunk: Buffer): void {
    this.#decoder ??= decoderFor(chunk);
    this.#parse(this.#decoder.decode(chunk, { stream: true }));
  }

  end(): void {
    this.#parse(this.#decoder?.decode() ?? '');
    try {
      this.#parser.close();
    } catch (error) {
      throw workbookFault(error);
    }
  }

  #parse(text: string): void {
    this.#lengthSinceToken += text.length;
    try {
      this.#parser.write(text);
    } catch (error) {
      throw workbookFault(error);
    }
    if (this.#lengthSinceToken > MAX_TOKEN_LENGTH) throw damagedWorkbook();
  }
}

/** Parses a whole part. */
export async function parseXml(bytes: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const parser = new XmlParser(handler);
  for await (const chunk of bytes) parser.write(chunk);
  parser.end();
}

function localName(name: string, cache: Map<string, string>): string {
  const cached = cache.get(name);
  if (cached !== undefined) return cached;
  const local = name.slice(name.indexOf(':') + 1);
  if (cache.size < 1000) cache.set(name, local);
  return local;
}

/** The decoder: UTF-8, unless a byte order mark indicates UTF-16. */
function decoderFor([first, second]: Uint8Array): TextDecoder {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  return new TextDecoder(first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8');
}
