import type { PreparedBlock } from '../preparation/prepared-block.ts';
import { DigestList } from './digests.ts';
import { Events, NO_EVENTS, RecordPacker, SEPARATOR } from './events.ts';

/** The text before and after the events of a body. ASCII only. */
export interface BodyFrame {
  readonly head: string;
  readonly tail: string;
}

/** A buffer that bytes are appended to. */
export interface BodyWriter {
  begin(): void;
  /** Appends a text of ASCII characters. */
  writeAscii(text: string): void;
  write(bytes: Uint8Array): void;
  /** The bytes written since `begin`. Nothing else uses their buffer, which may be longer. */
  take(): Uint8Array;
}

/** Builds a body event by event, with the records and digests of its events. */
export class BodyBuilder {
  readonly #frame: BodyFrame;
  readonly #writer: BodyWriter;
  readonly #records = new RecordPacker();
  readonly #digests = new DigestList();
  /** The length of the body so far, in bytes. */
  #length: number;
  /** Consecutive events of a prepared block, with a separator between two of them, that are yet to be copied. */
  #run: { readonly prepared: PreparedBlock; readonly from: number; to: number } | undefined;

  constructor(frame: BodyFrame, writer: BodyWriter) {
    this.#frame = frame;
    this.#writer = writer;
    writer.begin();
    writer.writeAscii(frame.head);
    this.#length = frame.head.length;
  }

  get count(): number {
    return this.#records.count;
  }

  /** The length of the whole body, in bytes, with one more event of this size. */
  lengthWith(bytes: number): number {
    const separator = this.count === 0 ? 0 : SEPARATOR.length;
    return this.#length + separator + bytes + this.#frame.tail.length;
  }

  add(prepared: PreparedBlock, row: number): void {
    const { block } = prepared;
    const from = prepared.eventAt(row);
    const bytes = prepared.eventLength(row);
    if (this.#run && this.#run.to + SEPARATOR.length === from) this.#run.to = from + bytes;
    else {
      this.endBlock();
      if (this.count > 0) this.#writer.writeAscii(SEPARATOR);
      this.#run = { prepared, from, to: from + bytes };
    }
    if (this.count > 0) this.#length += SEPARATOR.length;
    this.#records.add(block.placeOf(row), prepared.warningsOf(row), this.#length, bytes);
    this.#digests.add(prepared.digestOf(row));
    this.#length += bytes;
  }

  /** Copies the events that are yet to be copied. Must be called before the next block is prepared. */
  endBlock(): void {
    if (this.#run) this.#writer.write(this.#run.prepared.eventBytes(this.#run.from, this.#run.to));
    this.#run = undefined;
  }

  close(): Events {
    this.endBlock();
    if (this.count === 0) return NO_EVENTS;
    this.#writer.writeAscii(this.#frame.tail);
    return new Events({ ...this.#records.pack(), digests: this.#digests.all, body: this.#writer.take() });
  }
}
