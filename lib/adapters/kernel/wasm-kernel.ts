import type {
  AppendCall,
  ComposeCall,
  HashCall,
  IdentifyCall,
  IndexCall,
  Kernel,
  QueueCall,
  ResolveCall,
} from '../../core/kernel/kernel.ts';
import { KERNEL } from './kernel-bytes.ts';

/**
 * The exports of the module (assembly/kernel.ts). Its functions take the values of a call in the order of their
 * parameters.
 */
interface Exports {
  readonly memory: WebAssembly.Memory;
  outputs(): number;
  freeFrom(): number;
  index(...call: number[]): number;
  compose(...call: number[]): void;
  resolve(...call: number[]): number;
  queue(...call: number[]): number;
  hash(...call: number[]): number;
  append(...call: number[]): number;
  identify(...call: number[]): number;
}

const PAGE_BYTES = 64 * 1024;
const WORD_BYTES = 4;
/** The number of bytes that the kernel may read beyond the end of a text. */
const SLACK_BYTES = 64;

let compiled: WebAssembly.Module | undefined;

/** Whether this process can run the kernel, which needs WebAssembly with SIMD. */
export function canRunWasm(): boolean {
  return typeof WebAssembly !== 'undefined' && WebAssembly.validate(moduleBytes());
}

function moduleBytes(): Buffer<ArrayBuffer> {
  return Buffer.from(KERNEL, 'base64');
}

/** The kernel in WebAssembly. */
export class WasmKernel implements Kernel {
  readonly begin: number;
  bytes: Uint8Array;
  words: Uint32Array;
  readonly #exports: Exports;
  readonly #memory: WebAssembly.Memory;
  /** The index of the first word of the outputs. */
  readonly #outputs: number;

  constructor() {
    compiled ??= new WebAssembly.Module(moduleBytes());
    this.#exports = new WebAssembly.Instance(compiled).exports as unknown as Exports;
    this.#memory = this.#exports.memory;
    this.#outputs = this.#exports.outputs() / WORD_BYTES;
    this.begin = this.#exports.freeFrom();
    this.bytes = new Uint8Array(this.#memory.buffer);
    this.words = new Uint32Array(this.#memory.buffer);
  }

  reserve(length: number): void {
    const missing = length + SLACK_BYTES - this.bytes.length;
    if (missing <= 0) return;
    this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
    this.bytes = new Uint8Array(this.#memory.buffer);
    this.words = new Uint32Array(this.#memory.buffer);
  }

  output(word: 0 | 1 | 2): number {
    return this.words[this.#outputs + word] ?? 0;
  }

  index({ at, end, isLast, delimiter, columnCount, cells, rows, maxRows, maxBytes }: IndexCall): number {
    return this.#exports.index(at, end, isLast, delimiter, columnCount, cells, rows, maxRows, maxBytes);
  }

  compose({ cells, stride, bytes, rowCount, columns, count, to, keys }: ComposeCall): void {
    this.#exports.compose(cells, stride, bytes, rowCount, columns, count, to, keys);
  }

  resolve(call: ResolveCall): number {
    const { cells, stride, bytes, rowCount, source, empty, block, slots, mask, keys, pieces, free, resolved, found } =
      call;
    return this.#exports.resolve(
      cells,
      stride,
      bytes,
      rowCount,
      source,
      empty,
      block,
      slots,
      mask,
      keys,
      pieces,
      free,
      resolved,
      found,
    );
  }

  queue({ resolved, rowCount, written, pieces, to }: QueueCall): number {
    return this.#exports.queue(resolved, rowCount, written, pieces, to);
  }

  hash({ queued, count, pieces, values, firstFree, free }: HashCall): number {
    return this.#exports.hash(queued, count, pieces, values, firstFree, free);
  }

  append({ program, sources, from, rowCount, written, pieces, to, end, events }: AppendCall): number {
    return this.#exports.append(program, sources, from, rowCount, written, pieces, to, end, events);
  }

  identify({ sources, count, rowCount, written, pieces, digests, others }: IdentifyCall): number {
    return this.#exports.identify(sources, count, rowCount, written, pieces, digests, others);
  }
}
