import type { Kernel } from './kernel.ts';

/** Pieces are addressed as multiples of 16 bytes, so every allocation is aligned to that. */
const ALIGNMENT = 16;

/** Reserves memory of a kernel in ascending order. */
export class KernelMemory {
  readonly kernel: Kernel;
  #top: number;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.#top = aligned(kernel.begin);
  }

  /** The first free address. */
  get top(): number {
    return this.#top;
  }

  /** Reserves this many bytes, and returns their address. Their content is undefined. */
  allocate(bytes: number): number {
    const at = this.#top;
    this.#top = aligned(at + bytes);
    this.kernel.reserve(this.#top);
    return at;
  }

  /** Reserves everything up to an address that a call of the kernel has reached. */
  extendTo(address: number): void {
    this.#top = aligned(address);
    this.kernel.reserve(this.#top);
  }

  /** Releases everything reserved since `top` had this value. */
  release(top: number): void {
    this.#top = top;
  }

  /** Stores words, and returns their address. */
  store(words: ArrayLike<number>): number {
    const at = this.allocate(words.length * 4);
    this.kernel.words.set(words, at / 4);
    return at;
  }
}

function aligned(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}
