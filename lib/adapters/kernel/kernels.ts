import type { Kernel } from '../../core/kernel/kernel.ts';
import { PlainKernel } from './plain/plain-kernel.ts';
import { canRunWasm, WasmKernel } from './wasm-kernel.ts';

/**
 * Whether this process has WebAssembly with SIMD. Without it, TypeScript prepares the same events, which takes longer.
 */
export const hasSimd = canRunWasm();

/** The kernel that this process can run. */
export function newKernel(): Kernel {
  return hasSimd ? new WasmKernel() : new PlainKernel();
}
